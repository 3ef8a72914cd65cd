--#include common.lua
-- Pauses, resumes, steps, cancels or fails a job.
-- KEYS: 1 job, 2 events, 3 retention, 4 metrics of the flow, 5 ends
-- ARGV: 1 verb, 2 producer, 3 error (JSON) or '', 4 events max, 5 ttl ms, 6 stem of the lists of jobs, 7.. its routines
-- Returns {'ok' | 'gone' | state in which it cannot be done, hints}
local verb, state = ARGV[1], redis.call('HGET', J, 'state')
local k = { events = KEYS[2], retention = KEYS[3], metrics = KEYS[4], ends = KEYS[5], index = ARGV[6], max = ARGV[4], ttl = tonumber(ARGV[5]) }
local function tell_event(kind, payload) event(k.events, k.max, kind, ARGV[2], payload) end
if not state then return { 'gone', hints } end
if state ~= 'running' and state ~= 'paused' then return { state, hints } end

if verb == 'cancel' then
  end_job(k, 'cancelled', 'cancelled', ARGV[2], '{}')
elseif verb == 'overdue' then
  -- a paused job times out nothing
  local deadline = redis.call('HGET', J, 'deadline')
  if state ~= 'running' or not deadline or tonumber(deadline) > now then return { state, hints } end
  end_job(k, 'failed', 'failed', ARGV[2], '{"error":' .. ARGV[3] .. '}', ARGV[3])
elseif verb == 'pause' then
  if state ~= 'running' then return { state, hints } end
  local deadline = redis.call('HGET', J, 'deadline')
  if deadline then redis.call('HSET', J, 'left_ms', int(math.max(0, deadline - now))) end
  move(k.index, 'paused')
  tell_event('progress', '{"paused":"request"}')
else
  if state ~= 'paused' then return { state, hints } end
  if verb == 'step' then redis.call('HSET', J, 'step', 1) else redis.call('HDEL', J, 'step') end
  local session = redis.call('HGET', J, 'session')
  if session then redis.call('HSET', J, 'released', string.match(session, '"activation":(%d+)') or '') end
  redis.call('HDEL', J, 'session')
  local left = redis.call('HGET', J, 'left_ms')
  if left then redis.call('HSET', J, 'deadline', int(now + left)) end
  redis.call('HDEL', J, 'left_ms')
  move(k.index, 'running')
  tell_event('progress', verb == 'step' and '{"resumed":"step"}' or '{"resumed":"request"}')
  redis.call('DEL', HINTS)
  for i = 7, #ARGV do hint(ARGV[i]) end
end
tell()
return { 'ok', hints }
