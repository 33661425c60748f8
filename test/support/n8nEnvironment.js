'use strict';

const path = require('node:path');

// One folder per jest worker: two workers that write n8n's config file at the same moment would
// read incomplete files.
process.env.N8N_USER_FOLDER = path.join(
	process.env.N8N_USER_FOLDER,
	process.env.JEST_WORKER_ID ?? '0',
);

// n8n-core logs the error of every failing node; tests check the error itself.
process.env.N8N_LOG_LEVEL = 'silent';
