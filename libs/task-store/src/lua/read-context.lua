--#include context.lua
-- What the tasks of one workflow were given and gave back.
-- KEYS: 1 workflow. The records follow from the workflow.
-- ARGV: 1 stem of tasks
return context_of(KEYS[1], ARGV[1])
