import type { Sandbox } from '../../../sandbox';
import type { CredentialData } from '../../support/engine';

/**
 * The credentials of a running sandbox, by type, without limits, so that a replay does not take
 * minutes.
 */
export function credentialsOf({ details }: Sandbox): CredentialData {
	const { keyId, secret, kernelhost: apiRoot, webhookSecret } = details;
	const { killb: baseUrl, email, password } = details;
	return {
		kernelHostApi: {
			keyId,
			secret,
			apiRoot,
			webhookSecret,
			adjustLimits: true,
			requestsPerMinute: 60_000,
			burst: 1000,
		},
		killBApi: { environment: 'custom', baseUrl, email, password, webhookSecret },
	};
}
