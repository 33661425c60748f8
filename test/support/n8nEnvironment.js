'use strict';

const path = require('node:path');

// One folder a jest worker: two of them writing n8n's config file at the same moment would read
// each other's halves.
process.env.N8N_USER_FOLDER = path.join(
	process.env.N8N_USER_FOLDER,
	process.env.JEST_WORKER_ID ?? '0',
);

// n8n-core logs the error of every failing node; tests look at the error itself.
process.env.N8N_LOG_LEVEL = 'silent';
