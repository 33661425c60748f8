import type { CredentialData } from '../support/engine';
import type { Plan } from './plan';
import type { Stage } from './stage';

/**
 * Limits that a burst of twenty reaches: the node gets a lower limit than the service allows, in
 * the same ratio as by default (KillB: 50 of 100 a second, 80 of 200 at once; KernelHost: all of 60
 * a minute and 20 at once).
 */
const TIGHT = {
	kernelhost: { perMinute: 600, burst: 10 },
	killb: { perSecond: 20, burst: 20 },
};

export function tighten({ state }: Stage): void {
	state.update('limits', { kernelhost: TIGHT.kernelhost, killb: TIGHT.killb });
}

/** The credentials for a stage, with the wrong fields of a plan's faults. */
export function credentialsAt(
	{ details }: Stage,
	{ subject, faults, isTight }: Pick<Plan, 'subject' | 'faults' | 'isTight'>,
): CredentialData {
	const { keyId, secret, kernelhost, killb, email, password, webhookSecret } = details;
	const own = faults.map(({ fault }) => ({ ...fault.limits, ...fault.credential }));
	const wrong = Object.assign({}, ...own) as object;
	const { perMinute, burst } = TIGHT.kernelhost;
	if (subject.node === 'kernelHost') {
		return {
			kernelHostApi: {
				keyId,
				secret,
				webhookSecret,
				apiRoot: kernelhost,
				...(isTight ? { adjustLimits: true, requestsPerMinute: perMinute, burst } : {}),
				...wrong,
			},
		};
	}
	return {
		killBApi: {
			environment: 'custom',
			baseUrl: killb,
			email,
			password,
			webhookSecret,
			...(isTight ? { adjustLimits: true, requestsPerSecond: 10, burst: 8 } : {}),
			...wrong,
		},
	};
}
