#!lua flags=allow-oom
--#include common.lua
-- Keeps all waiters of one process alive, and tells them what a lost message would have told.
-- ARGV: per waiter from 9: task id, token
-- Returns {state or 'free', fence, ms until the lease's deadline, ms in quarantine, answers}; an answer is
-- {'granted', fence, warm} | {'waiting', position, watched ms} | {'gone'} | {'replaced'} (the task waits under another token)
begin()
local answers = {}
for i = 9, #ARGV, 2 do answers[#answers + 1] = answer(ARGV[i], ARGV[i + 1]) end
return { lease.state or 'free', lease.lease_fence or '', remaining(), since(lease.quarantined_at), answers }
