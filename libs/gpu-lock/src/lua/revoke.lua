#!lua flags=allow-oom
--#include common.lua
-- Takes the lease from its holder, on an order. The GPU is passed on when attempt and engine are confirmed gone.
-- ARGV: 9 fence, 10 reason, one word
-- Returns 'revoked' | 'free' | 'stale' (not that lease)
begin()
if not lease.state then return 'free' end
if lease.state == 'quarantined' or lease.lease_fence ~= ARGV[9] then return 'stale' end
quarantine(ARGV[10], lease.state == 'warm' or lease.accepted == '0')
return 'revoked'
