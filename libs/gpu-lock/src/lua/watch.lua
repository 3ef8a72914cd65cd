#!lua flags=allow-oom
--#include common.lua
-- Lets happen what is due.
-- Returns {state or 'free', fence, ms until the lease's deadline, ms in quarantine}
begin()
return { lease.state or 'free', lease.lease_fence or '', remaining(), since(lease.quarantined_at) }
