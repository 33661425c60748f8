import { explain } from '../../core/killb/explain';
import { serviceClient } from '../shared/serviceClient';

/** The one door to the KillB API. A 401 makes n8n renew the session, through the credential, and send once more. */
export const killBClient = serviceClient({
	service: 'KillB',
	credential: 'killBApi',
	renewOn401: true,
	explain,
});
