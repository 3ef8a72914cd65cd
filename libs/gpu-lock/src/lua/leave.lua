#!lua flags=allow-oom
--#include common.lua
-- A waiter gives its place up.
-- ARGV: 9 task id, 10 token, 11 'timeout' | 'cancelled' | 'elsewhere' (has another GPU)
-- Returns {'left'} | {'granted', fence, warm} (too late: release it) | {'gone'}
begin()
local id, token = ARGV[9], ARGV[10]
if lease.state == 'held' and lease.token == token then return { 'granted', lease.lease_fence, lease.warm } end
local waiter = waiter_of(id)
if not waiter or waiter.token ~= token then return { 'gone' } end
forget_waiter(id)
if ARGV[11] == 'timeout' and counts_here(waiter) then
  count('timeouts')
  count('wait_ms', since(waiter.since))
  count('waits')
  record('timeout', false, { task_id = id, holder = waiter.task_name, worker = waiter.worker })
end
pass_on()
return { 'left' }
