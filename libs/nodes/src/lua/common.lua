--#include time.lua
--#include ends.lua
-- What the scripts of nodes and code tasks share. Every script gets the same keys; those that end with ":" are what a key begins
-- with whose rest the script finds out itself.
local TASK, EVENTS, INDEX, QUEUE, QUEUE_SHAPES, NUMBER, ENDS, OFFERS, LIMITS, RETENTION = unpack(KEYS, 1, 10)
local NODE, STATUS, DEADLINES, WAITING, WAITING_SHAPES, CONTRIBUTION, NODE_OF_KEY, GRANT, UPDATES, WATCH = unpack(KEYS, 11, 20)

local STARVING_MS = 300000
-- A node that was promised a task and does not fetch it for so long loses it again; one that asks at intervals asks every 30 s.
local OFFER_MS = 35000
-- An attempt whose node is alive but says nothing of it ends so long after its time limit.
local LIMIT_GRACE_MS = 180000
local MAX_TRIES = 3
local EVENTS_MAX = 1000
local FORGET_NODE_MS = 30 * 86400000

-- `owner` is the key to which a task belongs, for those who pass the news on.
local function tell(event, data, owner)
  redis.call('PUBLISH', UPDATES, cjson.encode({ event = event, data = data, owner = owner }))
end

local function tell_task(event, id, status, node)
  tell(event, { task_id = id, status = status, node_id = node and node ~= '' and node or cjson.null },
    redis.call('HGET', TASK .. id, 'owner'))
end

local function add_event(id, now, kind, producer, payload)
  local seq = redis.call('HINCRBY', TASK .. id, 'seq', 1)
  local kept = redis.call('RPUSH', EVENTS .. id, kind .. ' ' .. int(now) .. ' ' .. producer .. ' ' .. cjson.encode(payload))
  if kept > EVENTS_MAX then redis.call('LTRIM', EVENTS .. id, -EVENTS_MAX, -1) end
  redis.call('PUBLISH', EVENTS .. id, seq)
end

local function owner_index(state, owner) return INDEX .. state .. ':' .. owner end

-- Puts a task into the lists of its new state.
local function set_status(id, status)
  local r = redis.call('HMGET', TASK .. id, 'status', 'number', 'owner')
  redis.call('ZREM', INDEX .. r[1], id)
  redis.call('ZADD', INDEX .. status, r[2], id)
  if r[3] ~= '' then
    redis.call('ZREM', owner_index(r[1], r[3]), id)
    redis.call('ZADD', owner_index(status, r[3]), r[2], id)
  end
  redis.call('HSET', TASK .. id, 'status', status)
end

local function parts(shape)
  local cpu, memory = string.match(shape, '^([%d.]+)x(%d+)$')
  return tonumber(cpu), tonumber(memory)
end

local function fits(need, room)
  local cpu, memory = parts(need)
  local has_cpu, has_memory = parts(room)
  return cpu <= has_cpu and memory <= has_memory
end

local function enqueue(id, shape, number)
  redis.call('ZADD', QUEUE .. shape, number, id)
  redis.call('SADD', QUEUE_SHAPES, shape)
end

local function dequeue(id, shape)
  redis.call('ZREM', QUEUE .. shape, id)
  if redis.call('EXISTS', QUEUE .. shape) == 0 then redis.call('SREM', QUEUE_SHAPES, shape) end
end

-- Results of a task that are compared: a hash of node → its status and the digest of what it printed.
local function votes_key(id) return TASK .. id .. ':votes' end

-- A node runs a task whose results are compared once; so many of these it passes over.
local MOST_PASSED = 100

local function head_for(node, shape)
  for at = 0, MOST_PASSED do
    local head = redis.call('ZRANGE', QUEUE .. shape, at, at, 'WITHSCORES')
    if not head[1] or redis.call('HEXISTS', votes_key(head[1]), node) == 0 then return head end
  end
  return {}
end

-- The oldest queued task that a node has room for.
local function oldest_for(node, room)
  local best, best_number, best_shape
  for _, shape in ipairs(redis.call('SMEMBERS', QUEUE_SHAPES)) do
    if fits(shape, room) then
      local head = head_for(node, shape)
      if head[1] and (not best or tonumber(head[2]) < best_number) then
        best, best_number, best_shape = head[1], tonumber(head[2]), shape
      end
    end
  end
  return best, best_shape
end

local function rank_key(room) return WAITING .. room .. ':rank' end
local function since_key(room) return WAITING .. room .. ':since' end

local function stop_waiting(node, room)
  if not room or room == '' then return end
  redis.call('ZREM', rank_key(room), node)
  redis.call('ZREM', since_key(room), node)
  if redis.call('EXISTS', since_key(room)) == 0 then redis.call('SREM', WAITING_SHAPES, room) end
end

-- The score of fair-queue.ts without what grows with time for all alike: contribution + newcomer - since × 60 / 300 s. Among nodes
-- that do not starve it orders as the score does, at any time.
local function rank(completed, since)
  local newcomer = completed < 10 and 20 - 2 * completed or 0
  return math.min(completed * 0.1, 10) * 2 + newcomer - since * 60 / STARVING_MS
end

local function start_waiting(node, room, completed, since)
  redis.call('ZADD', rank_key(room), string.format('%.6f', rank(completed, since)), node)
  redis.call('ZADD', since_key(room), int(since), node)
  redis.call('SADD', WAITING_SHAPES, room)
end

-- The head of a list of waiting nodes that have not run a task; those whose request ended without a word go out.
local function head_of(key, id, room, now, reverse)
  local at = 0
  while true do
    local head = reverse and redis.call('ZRANGE', key, at, at, 'REV', 'WITHSCORES') or redis.call('ZRANGE', key, at, at, 'WITHSCORES')
    if not head[1] then return nil end
    local r = redis.call('HMGET', NODE .. head[1], 'asks_until', 'room')
    if not r[1] or tonumber(r[1]) < now or r[2] ~= room then
      stop_waiting(head[1], room)
    elseif redis.call('HEXISTS', votes_key(id), head[1]) == 1 then
      at = at + 1
    else
      return head[1], tonumber(head[2])
    end
  end
end

-- Which node gets a task: the one that has waited longest if that is over 300 s, else the one with the highest score.
local function best_node(id, need, now)
  local best, best_since, first, first_rank, first_room, best_room
  for _, room in ipairs(redis.call('SMEMBERS', WAITING_SHAPES)) do
    if fits(need, room) then
      local node, since = head_of(since_key(room), id, room, now)
      if node and now - since > STARVING_MS and (not best or since < best_since) then
        best, best_since, best_room = node, since, room
      end
      local other, other_rank = head_of(rank_key(room), id, room, now, true)
      if other and (not first or other_rank > first_rank) then first, first_rank, first_room = other, other_rank, room end
    end
  end
  if best then return best, best_room end
  return first, first_room
end

-- A queued task is promised to a node, which fetches it with its open or next request.
local function grant(id, need, node, room, now, seed)
  local fence = redis.call('HINCRBY', TASK .. id, 'fence', 1)
  local r = redis.call('HMGET', NODE .. node, 'waiting_since', 'completed_tasks', 'last_task_at')
  dequeue(id, need)
  stop_waiting(node, room)
  local since = tonumber(r[1] or now)
  redis.call('HSET', TASK .. id, 'node', node, 'lease', fence .. '-' .. redis.sha1hex(seed .. id .. fence .. node),
    'chosen_waiting_ms', int(now - since), 'chosen_completed', r[2] or 0, 'chosen_last_task_at', r[3] or '')
  redis.call('HSET', NODE .. node, 'task', id)
  redis.call('ZADD', OFFERS, int(now + OFFER_MS), id)
  redis.call('PUBLISH', GRANT .. node, id)
end

-- A queued task goes to the node that should have it, if one waits that has room for it.
local function match(id, need, now, seed)
  local node, room = best_node(id, need, now)
  if node then grant(id, need, node, room, now, seed) end
end

local function free_node(node)
  if not node or node == '' then return end
  redis.call('HDEL', NODE .. node, 'task')
end

-- The task waits again, at its old place.
local function requeue(id, now, seed, kind, producer, payload)
  local r = redis.call('HMGET', TASK .. id, 'need', 'number', 'node', 'status')
  free_node(r[3])
  redis.call('ZREM', OFFERS, id)
  redis.call('ZREM', LIMITS, id)
  redis.call('HDEL', TASK .. id, 'node', 'lease')
  if r[4] ~= 'queued' then
    set_status(id, 'queued')
    add_event(id, now, kind, producer, payload)
    tell_task('task_updated', id, 'queued', nil)
  end
  enqueue(id, r[1], r[2])
  match(id, r[1], now, seed)
end

-- The end of a task, whatever it is.
local function finish(id, now, status, ttl_ms, kind, producer, payload)
  local r = redis.call('HMGET', TASK .. id, 'need', 'node', 'started_at', 'status')
  if r[4] == 'queued' then dequeue(id, r[1]) end
  redis.call('ZREM', OFFERS, id)
  redis.call('ZREM', LIMITS, id)
  free_node(r[2])
  redis.call('HSET', TASK .. id, 'completed_at', int(now))
  set_status(id, status)
  redis.call('ZADD', RETENTION, int(now + ttl_ms), id)
  add_event(id, now, kind, producer, payload)
  if r[2] and r[2] ~= '' and r[4] == 'running' then redis.call('HSET', NODE .. r[2], 'last_task_at', int(now)) end
end

-- The node of an attempt is gone: the task is tried again, or has failed.
local function orphan(id, now, ttl_ms, seed, why)
  local r = redis.call('HMGET', TASK .. id, 'tries', 'node', 'status')
  if r[3] == 'queued' then return requeue(id, now, seed) end
  if tonumber(r[1] or 0) < MAX_TRIES then
    return requeue(id, now, seed, 'orphaned', r[2], { node_id = r[2], reason = why })
  end
  redis.call('HSET', TASK .. id, 'error_message', 'given up after ' .. r[1] .. ' tries: ' .. why)
  count_end(ENDS, now, 'failed', 0)
  finish(id, now, 'failed', ttl_ms, 'failed', r[2], { error = why })
  tell_task('task_failed', id, 'failed', r[2])
end

local function set_node_status(node, status, now)
  local before = redis.call('HGET', NODE .. node, 'status')
  if before ~= status then
    if before then redis.call('ZREM', STATUS .. before, node) end
    if status == 'idle' then redis.call('HSET', NODE .. node, 'idle_since', int(now)) else redis.call('HDEL', NODE .. node, 'idle_since') end
    redis.call('HSET', NODE .. node, 'status', status)
  end
  redis.call('ZADD', STATUS .. status, int(now), node)
end

-- Whether a key may speak for a node. The first key that names a node owns it; a key of a node owns no other one.
local function refusal(node, key, is_admin)
  if key == '' then return nil end
  local owner = redis.call('HGET', NODE .. node, 'key')
  if owner and owner ~= '' and owner ~= key and is_admin ~= '1' then return { 'foreign' } end
  local other = redis.call('HGET', NODE_OF_KEY, key)
  if other and other ~= node and is_admin ~= '1' then return { 'other', other } end
  return nil
end

-- The node is not there any more.
local function node_leaves(node, now, ttl_ms, seed, why, hands_back)
  local r = redis.call('HMGET', NODE .. node, 'task', 'room')
  stop_waiting(node, r[2])
  redis.call('ZREM', DEADLINES, node)
  redis.call('HDEL', NODE .. node, 'waiting_since', 'asks_until')
  set_node_status(node, 'offline', now)
  tell('node_left', { node_id = node, status = 'offline' })
  if not r[1] then return end
  if hands_back then
    if redis.call('HGET', TASK .. r[1], 'status') == 'running' then redis.call('HINCRBY', TASK .. r[1], 'tries', -1) end
    return requeue(r[1], now, seed, 'retry', node, { node_id = node, reason = why })
  end
  orphan(r[1], now, ttl_ms, seed, why)
end
