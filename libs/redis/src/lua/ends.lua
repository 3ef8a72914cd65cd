-- How many runs ended, by minute and by day; needs time.lua.

-- How an end counts; whatever is not named here failed.
local END_PLACES = { succeeded = 1, cancelled = 3 }
local MINUTE_MS, DAY_MS = 60000, 86400000

-- One more end in a period. Its field tells it from the one that had the field before it:
-- `<period> <succeeded> <failed> <cancelled> <ms of what succeeded>`.
local function count_in(ends, field, period, place, ms)
  local counts = { period, 0, 0, 0, 0 }
  local known, i = redis.call('HGET', ends, field), 1
  if known and string.match(known, '^%d+') == int(period) then
    for number in string.gmatch(known, '%d+') do counts[i], i = tonumber(number), i + 1 end
  end
  counts[place + 1], counts[5] = counts[place + 1] + 1, counts[5] + ms
  for at, number in ipairs(counts) do counts[at] = int(number) end
  redis.call('HSET', ends, field, table.concat(counts, ' '))
end

-- Counts the end of a task by its minute and by its day (UTC): the fields of a day ago are used again.
local function count_end(ends, now, state, ms)
  local place, minute, day = END_PLACES[state] or 2, math.floor(now / MINUTE_MS), math.floor(now / DAY_MS)
  count_in(ends, minute % 1440, minute, place, ms)
  count_in(ends, 'day' .. day % 2, day, place, ms)
end
