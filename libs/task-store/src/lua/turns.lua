-- Start-time fair queueing: the new tasks of one priority in one queue are taken by turns of their API keys. The turn of a task is
-- the next one of its key, or the one that began last in this priority, whichever comes later; a key that comes anew stands
-- beside the first waiting task of each other key, whatever they have waiting. See `jobPriority`.

-- 'over' when half of the turns that a queue can hold are used up.
local function take_turn(turns, priority, owner, most)
  local flow = priority .. '@' .. owner
  local t = redis.call('HMGET', turns, priority, flow)
  local begun = tonumber(t[1] or 0)
  if begun >= most / 2 then return 'over' end
  local turn = math.max(begun, tonumber(t[2] or 0))
  redis.call('HSET', turns, flow, int(turn + 1))
  return turn
end

-- All turns of a priority are counted from the one that began last on; the monitor gives waiting jobs their new places. Needed once
-- in a hundred thousand tasks of a priority. `by`: outbox, stem of tasks, queue, channel that wakes the monitor.
local function begin_turns_anew(turns, priority, by, now)
  local begun = redis.call('HGET', turns, priority)
  for _, field in ipairs(redis.call('HKEYS', turns)) do
    if string.find(field, priority .. '@', 1, true) == 1 then
      local left = redis.call('HINCRBY', turns, field, -begun)
      if left <= 0 then redis.call('HDEL', turns, field) end
    end
  end
  redis.call('HSET', turns, priority, 0)
  for _, id in ipairs(redis.call('ZRANGE', by.outbox, 0, -1)) do
    local r = redis.call('HMGET', by.stem .. id, 'queue', 'priority', 'turn')
    if r[1] == by.queue and r[2] == priority and r[3] then
      redis.call('HSET', by.stem .. id, 'turn', int(math.max(0, r[3] - begun)))
      redis.call('ZADD', by.outbox, int(now), id)
    end
  end
  redis.call('PUBLISH', by.wake, '')
end

-- A task begins its turn.
local function begin_turn(turns, priority, turn)
  if tonumber(turn) > tonumber(redis.call('HGET', turns, priority) or 0) then redis.call('HSET', turns, priority, turn) end
end

-- A task ends that never began. A key that has nothing waiting any more has used none of the turns that its tasks stood for.
local function give_turns_back(turns, queued, task)
  local r = redis.call('HMGET', task, 'priority', 'owner')
  if not r[2] or tonumber(redis.call('HGET', loads_of(queued), r[2] .. ':queued') or 0) > 0 then return end
  redis.call('HDEL', turns, r[1] .. '@' .. r[2])
end
