import path from 'node:path';
import { modules } from '../../test/support/n8n/runtime';
import type { Loadable } from './load';

/** n8n's own Stripe, Stripe Trigger and Airtable, and every credential that they use. */
export const PEER: Loadable = {
	directory: path.join(modules, 'n8n-nodes-base'),
	parts: {
		nodes: [
			'dist/nodes/Stripe/Stripe.node.js',
			'dist/nodes/Stripe/StripeTrigger.node.js',
			'dist/nodes/Airtable/Airtable.node.js',
		],
		credentials: [
			'dist/credentials/StripeApi.credentials.js',
			'dist/credentials/AirtableApi.credentials.js',
			'dist/credentials/AirtableOAuth2Api.credentials.js',
			'dist/credentials/AirtableTokenApi.credentials.js',
		],
	},
};
