import { explain } from '../../core/killb/explain';
import { serviceClient } from '../shared/serviceClient';
import { killBPace } from './pace';

/**
 * The one door to the KillB API. A 401 makes n8n renew the session, through the credential, and send once more.
 *
 * Named assumption "lists in a query are repeated" (`ownerUsers=a&ownerUsers=b`): OpenAPI's default; KillB shows no example.
 */
export const killBClient = serviceClient({
	service: 'KillB',
	credential: 'killBApi',
	renewOn401: true,
	arrayFormat: 'repeat',
	pace: killBPace,
	explain,
});
