'use strict';

/**
 * Every credential and node class of the built package, for programmers who use it outside n8n's
 * editor. n8n itself does not read this file: it loads what package.json lists under "n8n". A test
 * keeps the two equal.
 */

const { KernelHostApi } = require('./dist/credentials/KernelHostApi.credentials.js');
const { KillBApi } = require('./dist/credentials/KillBApi.credentials.js');
const { KernelHost } = require('./dist/nodes/KernelHost/KernelHost.node.js');
const {
	KernelHostPollingTrigger,
} = require('./dist/nodes/KernelHost/KernelHostPollingTrigger.node.js');
const { KernelHostTrigger } = require('./dist/nodes/KernelHost/KernelHostTrigger.node.js');
const { KillB } = require('./dist/nodes/KillB/KillB.node.js');
const { KillBPollingTrigger } = require('./dist/nodes/KillB/KillBPollingTrigger.node.js');
const { KillBTrigger } = require('./dist/nodes/KillB/KillBTrigger.node.js');

module.exports = {
	KernelHostApi,
	KillBApi,
	KernelHost,
	KernelHostPollingTrigger,
	KernelHostTrigger,
	KillB,
	KillBPollingTrigger,
	KillBTrigger,
};
