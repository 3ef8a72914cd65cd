-- What scripts share about time.

local function int(n) return string.format('%.0f', n) end

local function now_ms()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

-- Whether no deadline counts as passed: a grace period runs, or the clock has jumped or all monitors were away since a monitor
-- looked last; the next monitor begins a grace period then.
local function spares_all(detector, now)
  local s = redis.call('HMGET', detector, 'grace_until', 'seen_at', 'gap_ms')
  if tonumber(s[1] or 0) > now then return true end
  return s[2] and math.abs(now - s[2]) > tonumber(s[3])
end
