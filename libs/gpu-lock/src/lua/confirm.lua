#!lua flags=allow-oom
--#include common.lua
-- Says of a quarantined lease what is gone: its attempt (fenced off in its record), its engine, or both.
-- ARGV: 9 fence, 10.. 'attempt' | 'engine'
-- Returns 'freed' | 'noted' (the other one is still to come) | 'stale' (not in quarantine under this fence)
begin()
if lease.state ~= 'quarantined' or lease.lease_fence ~= ARGV[9] then return 'stale' end
for i = 10, #ARGV do change(ARGV[i] .. '_gone', 1) end
if lease.attempt_gone ~= '1' or lease.engine_gone ~= '1' then return 'noted' end
record('confirm', true, lease)
count_taken(lease.quarantined_at)
free()
pass_on()
return 'freed'
