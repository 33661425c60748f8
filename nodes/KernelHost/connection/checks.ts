import type { IDataObject } from 'n8n-workflow';
import { clockVerdict } from '../../../core/kernelhost/explain';
import type { Answer, ApiClient } from '../../shared/client/service';
import { permissionChecks } from './permissions';
import { attemptsOf, problemOf, type Attempt } from '../../shared/connection/attempt';
import { deliveriesFindings } from '../../shared/connection/deliveries';
import { finding } from '../../shared/connection/finding';
import type { ExecutionContext } from '../../shared/operation';
import { webhookCheck } from './webhookCheck';

/**
 * Checks everything that can keep the node from working, from the outside in: URL, clock, key,
 * signature, IP address, permissions, limits, webhook, deliveries. Returns one finding each, with a
 * verdict and advice.
 */
export async function connectionChecks(
	api: ApiClient,
	context: Pick<ExecutionContext, 'webhookOrigin' | 'registrantOf' | 'credential' | 'credentialId'>,
): Promise<IDataObject[]> {
	const attempt = attemptsOf(api);
	const health = await attempt('/v1/health');
	const me = await attempt('/v1/me');
	const permissions = me.answer ? await permissionChecks(attempt, me.answer) : [];
	const webhook = me.answer ? [await webhookCheck(attempt, context)] : [];
	return [
		addressCheck(health),
		clockCheck(health.answer ?? me.answer),
		keyCheck(me),
		ipCheck(me),
		...permissions,
		limitCheck(me.answer),
		...webhook,
		...deliveriesFindings('KernelHost', 'kernelHostApi', context.credentialId('kernelHostApi')),
	];
}

function addressCheck({ answer, error }: Attempt): IDataObject {
	if (answer) return finding('API URL', 'ok', 'The API responds at the API Root.');
	return finding('API URL', 'problem', error.message, error.description);
}

function clockCheck(answer: Answer | undefined): IDataObject {
	const { verdict, message, advice } = clockVerdict(answer?.headers.date, Date.now());
	return finding('Clock', verdict, message, advice);
}

function keyCheck({ answer, error }: Attempt): IDataObject {
	if (answer)
		return finding('Key and signature', 'ok', 'KernelHost accepts the key and the signature.');
	if (problemOf(error).reason === 'ip_not_allowed') {
		return finding(
			'Key and signature',
			'unknown',
			'KernelHost rejected the IP address before it checked the signature.',
			'Fix "IP address" first.',
		);
	}
	return finding('Key and signature', 'problem', error.message, error.description);
}

function ipCheck({ answer, error }: Attempt): IDataObject {
	if (answer)
		return finding('IP address', 'ok', 'KernelHost accepts requests from your n8n server.');
	return problemOf(error).reason === 'ip_not_allowed'
		? finding('IP address', 'problem', error.message, error.description)
		: finding(
				'IP address',
				'unknown',
				'KernelHost has not checked the IP address yet.',
				'Fix the problems above first.',
			);
}

function limitCheck(answer: Answer | undefined): IDataObject {
	const left = answer?.headers['x-ratelimit-remaining'];
	if (left === undefined) {
		return finding(
			'Rate limit',
			'unknown',
			'The response does not say how many requests are left.',
		);
	}
	return finding(
		'Rate limit',
		Number(left) > 0 ? 'ok' : 'problem',
		`Requests left right now: ${left}.`,
		'A key is limited to 60 requests per minute (bursts of 20) and 5,000 per day.',
	);
}
