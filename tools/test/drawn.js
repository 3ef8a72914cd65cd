/**
 * fast-check as tests see it: it draws the same examples each time, so that whether a change lands is no matter of luck. Long
 * runs draw others.
 */
const check = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

if (!process.env.LONG) check.configureGlobal({ seed: 1 });

module.exports = check;
