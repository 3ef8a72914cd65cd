-- What every verb shares. Each script is about one GPU and begins with begin(); all that can be due happens there, so
-- that any caller passes the GPU on.
-- KEYS: 1 lock, 2 queue, 3 waiters, 4 polls, 5 fence, 6 stats, 7 history, 8 clock, 9 audit log
-- ARGV: 1 gap ms, 2 lease ttl ms, 3 poll lease ms of a waiter, 4 quarantine ttl ms, 5 channel of a worker up to its id,
--       6 channel of orders, 7 channel of events, 8 name of the GPU; the verb's own from 9
local LOCK, QUEUE, WAITERS, POLLS, FENCE, STATS, HISTORY, CLOCK, AUDIT = unpack(KEYS)
local GAP, TTL, POLL_LEASE, QUARANTINE = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local MESSAGES, ORDERS, EVENTS, NAME = ARGV[5], ARGV[6], ARGV[7], ARGV[8]
local HISTORY_MAX = 100
local MINUTE, HOUR = 60000, 3600000

local now     -- Redis' clock, ms
local watched -- time by which deadlines count, ms: stands still while no process looks, Redis is away or its clock jumps
local lease   -- the fields of the lock; lease.state is nil (free), 'held', 'warm' or 'quarantined', so never two of them

local function int(n) return string.format('%.0f', n) end

local function clock_ms()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

local function pairs_of(flat)
  local t = {}
  for i = 1, #flat, 2 do t[flat[i]] = flat[i + 1] end
  return t
end

local function read_lease() lease = pairs_of(redis.call('HGETALL', LOCK)) end

local function change(...)
  redis.call('HSET', LOCK, ...)
  local changed = { ... }
  for i = 1, #changed, 2 do lease[changed[i]] = tostring(changed[i + 1]) end
end

local function tell(worker, message) redis.call('PUBLISH', MESSAGES .. worker, cjson.encode(message)) end

-- Adds an entry to the history and publishes it as an event.
local function record(action, success, who)
  local entry = cjson.encode({ lock_key = NAME, action = action, success = success, at = now, task_id = who.task_id,
    task_name = who.holder, worker = who.worker, fence = tonumber(who.lease_fence), reason = who.reason })
  redis.call('LPUSH', HISTORY, entry)
  redis.call('LTRIM', HISTORY, 0, HISTORY_MAX - 1)
  redis.call('PUBLISH', EVENTS, entry)
end

-- What an attempt to get the GPU comes to is counted in `successes`, `timeouts` or `failures`.
local function count(field, by) redis.call('HINCRBY', STATS, field, int(by or 1)) end

local function since(ms) return math.max(0, now - (tonumber(ms) or now)) end

local function count_hold()
  count('hold_ms', since(lease.acquired_at))
  count('holds')
end

local function forget_old_minutes()
  for _, field in ipairs(redis.call('HKEYS', STATS)) do
    local minute = string.match(field, '^taken:(%d+)$')
    if minute and minute * MINUTE < now - HOUR - MINUTE then redis.call('HDEL', STATS, field) end
  end
end

-- Counts the time since `from`, in which the GPU was taken, in `taken:<minute>` of each minute; the last hour is kept.
local function count_taken(from)
  from = math.max(from, now - HOUR)
  local is_new = false
  while from < now do
    local minute = math.floor(from / MINUTE)
    local till = math.min(now, (minute + 1) * MINUTE)
    is_new = redis.call('HINCRBY', STATS, 'taken:' .. int(minute), int(till - from)) == till - from
    from = till
  end
  if is_new then forget_old_minutes() end
end

local function waiter_of(id)
  local text = redis.call('HGET', WAITERS, id)
  return text and cjson.decode(text)
end

-- A task that waits for several GPUs is one attempt: what a wait in vain comes to is counted at one of them.
local function counts_here(waiter) return waiter.counts ~= false end

local function forget_waiter(id)
  redis.call('ZREM', QUEUE, id)
  redis.call('ZREM', POLLS, id)
  redis.call('HDEL', WAITERS, id)
end

-- Grows also across a Redis that lost its last writes.
local function next_fence()
  local fence = int(math.max((tonumber(redis.call('GET', FENCE)) or 0) + 1, now))
  redis.call('SET', FENCE, fence)
  return fence
end

local function free()
  redis.call('DEL', LOCK)
  lease = {}
end

-- The GPU may be passed on only when the attempt is fenced off and the engine is gone.
local function quarantine(reason, attempt_gone)
  if lease.state == 'held' then
    count('failures')
    count_taken(lease.acquired_at)
    if lease.accepted == '1' then count_hold() end
  end
  change('state', 'quarantined', 'reason', reason, 'deadline', int(watched + QUARANTINE), 'quarantined_at', int(now),
    'attempt_gone', attempt_gone and 1 or 0, 'engine_gone', 0)
  record(reason, reason == 'wanted', lease)
  tell(lease.worker, { kind = 'revoked', gpu = NAME, fence = tonumber(lease.lease_fence), reason = reason })
end

-- Gives the GPU to a waiter, for as long as it counts as alive. It may begin before it accepts; an engine that was warm
-- stays loaded.
local function offer(id, waiter, warm)
  local alive_until = redis.call('ZSCORE', POLLS, id)
  forget_waiter(id)
  if lease.state then free() end
  change('state', 'held', 'accepted', 0, 'warm', warm and 1 or 0, 'holder', waiter.task_name, 'task_id', id,
    'worker', waiter.worker, 'token', waiter.token, 'lease_fence', next_fence(), 'acquired_at', int(now),
    'waiting_since', int(waiter.since), 'hard_ms', int(waiter.hard_ms), 'deadline', alive_until)
end

-- First come, first served; a warm engine serves the next task of its own process and makes room for any other.
-- `asking` is the waiter whose call this is: it reads the answer and needs no message.
local function pass_on(asking)
  if lease.state and lease.state ~= 'warm' then return end
  local id = redis.call('ZRANGE', QUEUE, 0, 0)[1]
  if not id then return end
  local waiter = waiter_of(id)
  local warm = lease.state == 'warm'
  if warm and waiter.worker ~= lease.worker then return quarantine('wanted', true) end
  offer(id, waiter, warm)
  if id ~= asking then
    tell(waiter.worker, { kind = 'granted', gpu = NAME, token = waiter.token, fence = tonumber(lease.lease_fence),
      at = watched, lasts_ms = lease.deadline - watched })
  end
end

-- The holder said that it has the GPU.
local function accept()
  if lease.accepted ~= '1' then
    change('accepted', 1)
    count('wait_ms', math.max(0, lease.acquired_at - lease.waiting_since))
    count('waits')
    record('acquire', true, lease)
  end
  change('deadline', int(watched + TTL))
end

local function drop_dead_waiters()
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', POLLS, '-inf', int(watched), 'LIMIT', 0, 100)) do
    local waiter = waiter_of(id)
    forget_waiter(id)
    if counts_here(waiter) then
      count('failures')
      record('drop', false, { task_id = id, holder = waiter.task_name, worker = waiter.worker })
    end
  end
end

local function end_quarantine()
  record('quarantine_timeout', false, lease)
  count_taken(lease.quarantined_at)
  redis.call('XADD', AUDIT, 'MAXLEN', '~', 10000, '*', 'actor', 'system', 'action', 'gpu_lock.quarantine_timeout', 'target', 'gpu_lock:' .. NAME,
    'result', 'freed without confirmation: fence ' .. lease.lease_fence .. ' of ' .. lease.worker)
  free()
end

local function end_overdue_lease()
  if not lease.state or tonumber(lease.deadline) > watched then return end
  if lease.state == 'quarantined' then return end_quarantine() end
  local unclaimed = lease.accepted == '0' -- no attempt has begun: a worker accepts before it claims its task
  quarantine(unclaimed and 'unclaimed' or 'expire', unclaimed or lease.state == 'warm')
  redis.call('PUBLISH', ORDERS, cjson.encode({ kind = 'clear', gpu = NAME, fence = tonumber(lease.lease_fence) }))
end

local function begin()
  now = clock_ms()
  local c = redis.call('HMGET', CLOCK, 'last', 'skew')
  local skew, passed = tonumber(c[2] or 0), now - (c[1] or now)
  if passed < 0 or passed > GAP then skew = skew + passed end
  redis.call('HSET', CLOCK, 'last', int(now), 'skew', int(skew))
  watched = now - skew
  read_lease()
  drop_dead_waiters()
  end_overdue_lease()
  pass_on()
end

-- Whether the caller has this lease. Only then may it renew, release or confirm it.
local function is_mine(token, fence) return lease.token == token and lease.lease_fence == fence end

local function remaining() return lease.state and math.max(0, tonumber(lease.deadline) - watched) or 0 end

-- Where a waiter stands, and the watched time; a grant that is told here is accepted.
local function answer(id, token)
  if lease.state == 'held' and lease.token == token then
    accept()
    return { 'granted', lease.lease_fence, lease.warm }
  end
  local waiter = waiter_of(id)
  if not waiter then return { 'gone' } end
  if waiter.token ~= token then return { 'replaced' } end
  redis.call('ZADD', POLLS, int(watched + POLL_LEASE), id)
  return { 'waiting', redis.call('ZRANK', QUEUE, id) + 1, int(watched) }
end
