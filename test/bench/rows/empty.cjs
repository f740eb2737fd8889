/** Nothing: what loading a module costs at the least. */
module.exports = {};
