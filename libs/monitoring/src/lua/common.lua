-- What the scripts of the monitor share.

local function int(n) return string.format('%.0f', n) end

local function now_ms()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

-- After the last score of a set: a place in the order of arrival, even within one millisecond.
local function next_score(set, now)
  local last = redis.call('ZRANGE', set, -1, -1, 'WITHSCORES')[2]
  return int(math.max(now, tonumber(last or 0) + 1))
end

-- Whether nobody may count as late: everybody is given time, or the clock has jumped, or all monitors were away, since one of
-- them looked last; the next of them gives time then.
local function spares_all(sweep, now)
  local s = redis.call('HMGET', sweep, 'grace_until', 'seen_at', 'gap_ms')
  if tonumber(s[1] or 0) > now then return true end
  return s[2] and math.abs(now - s[2]) > tonumber(s[3])
end
