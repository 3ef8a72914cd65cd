-- The waiting line of one or more queues. A queue holds task ids by place; `delayed` those whose next attempt is not due
-- yet; the bell hangs while there is something to take, and is taken down by whom it wakes.

local LONGEST_DELAY = tonumber(__LONGEST_DELAY__)

-- Puts delayed tasks that are due back into their queue. Returns the ms until the next one is due, or nothing. Nothing is
-- due later than after the longest delay, unless the clock was set back meanwhile; then it does not have to wait for it again.
local function wake_due(queue, delayed, now, task_stem)
  for _ = 1, 100 do
    local first = redis.call('ZRANGE', delayed, 0, 0, 'WITHSCORES')
    if not first[1] then return nil end
    local wait = first[2] - now
    if wait > 0 and wait <= LONGEST_DELAY then return wait end
    redis.call('ZREM', delayed, first[1])
    local place = redis.call('HGET', task_stem .. first[1], 'number')
    if place then redis.call('ZADD', queue, place, first[1]) end
  end
  return 0
end

-- Takes the first `most` ids of all queues together out of them. `queues` is a list of {queue, delayed, bell}.
-- Returns the ids and the ms until a delayed task is due, '' when none is.
local function pop_first(queues, most, now, task_stem)
  local heads, due_in = {}, ''
  for q, k in ipairs(queues) do
    local wait = wake_due(k[1], k[2], now, task_stem)
    if wait and (due_in == '' or wait < due_in) then due_in = wait end
    local flat = redis.call('ZRANGE', k[1], 0, most - 1, 'WITHSCORES')
    for i = 1, #flat, 2 do heads[#heads + 1] = { flat[i], tonumber(flat[i + 1]), q } end
  end
  if #queues > 1 then table.sort(heads, function(a, b) return a[2] < b[2] end) end
  local ids = {}
  for i = 1, math.min(most, #heads) do
    ids[i] = heads[i][1]
    redis.call('ZREM', queues[heads[i][3]][1], ids[i])
  end
  for _, k in ipairs(queues) do
    -- a worker that is full now wakes nobody at the hour of a delayed task: somebody else has to know of it
    local more = redis.call('EXISTS', k[1]) == 1 or (#ids >= most and due_in ~= '')
    if more then redis.call('ZADD', k[3], 0, '0') else redis.call('DEL', k[3]) end
  end
  return ids, due_in == '' and '' or int(due_in)
end

-- The ids and fences a worker got by the request of this number; nothing when it was never made.
local function asked_before(takes, who, request)
  local last = redis.call('HGET', takes, who)
  if not last then return nil end
  local number, got = string.match(last, '^(%d+)(.*)$')
  return number == request and string.gmatch(got, ' (%S+) (%d+)') or nil
end
