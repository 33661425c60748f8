import type { IDataObject } from 'n8n-workflow';
import { compareClocks } from '../../../core/clockSkew';
import { killbRoot } from '../../../core/killb/login';
import type { Answer, ApiClient } from '../../shared/client/service';
import { type Attempt, attemptsOf, problemOf } from '../../shared/connection/attempt';
import { deliveriesFindings } from '../../shared/connection/deliveries';
import { finding } from '../../shared/connection/finding';
import { webhookFinding } from '../../shared/connection/webhook';
import type { ExecutionContext } from '../../shared/operation';
import { PATH } from '../webhookConfiguration';

const CREDENTIAL = 'killBApi';

/**
 * Checks what can keep the KillB node and trigger from working: environment, login, clock, webhook,
 * deliveries. Returns one finding each, with a verdict and what to do.
 */
export async function connectionChecks(
	api: ApiClient,
	context: Pick<ExecutionContext, 'webhookOrigin' | 'registrantOf' | 'credentialId' | 'credential'>,
): Promise<IDataObject[]> {
	const attempt = attemptsOf(api);
	const environment = environmentCheck(await context.credential(CREDENTIAL));
	const user = await attempt('/api/v2/auth/me');
	const webhook = user.answer ? [await webhookCheck(await attempt(PATH), context)] : [];
	return [
		environment,
		loginCheck(user),
		clockCheck(user.answer),
		...webhook,
		...deliveriesFindings('KillB', CREDENTIAL, context.credentialId(CREDENTIAL)),
	];
}

/** What users know the environments by, as in the credential. */
const NAMES: Readonly<Record<string, string>> = {
	production: 'Production, where real money moves',
	sandbox: 'Sandbox, with test money',
	legacySandbox: 'Sandbox (Older URL), with test money',
	custom: 'Own URL',
};

function environmentCheck(fields: Readonly<IDataObject>): IDataObject {
	const environment = String(fields.environment ?? '');
	const baseUrl = String(fields.baseUrl ?? '');
	try {
		const { origin, path } = killbRoot({ environment, baseUrl });
		const name = NAMES[environment] ?? environment;
		return finding('Environment', 'ok', `${name}: ${origin}${path}.`);
	} catch (error) {
		const { message } = error as Error;
		return finding('Environment', 'problem', message, 'Correct it in the KillB credential.');
	}
}

function loginCheck({ answer, error }: Attempt): IDataObject {
	if (answer) return finding('Login', 'ok', 'KillB accepts the credential’s login.');
	return finding('Login', 'problem', error.message, error.description);
}

/** As for KernelHost. KillB documents no limit; sessions and quotations last minutes to an hour. */
const WARNING_SECONDS = 120;

function clockCheck(answer: Answer | undefined): IDataObject {
	const { seconds, message } = compareClocks('KillB', answer?.headers.date, Date.now());
	if (seconds === undefined) return finding('Clock', 'unknown', message);
	return finding(
		'Clock',
		seconds < WARNING_SECONDS ? 'ok' : 'problem',
		message,
		'Sessions and quotations expire by the clock. Correct the clock of the machine that runs n8n (turn on NTP).',
	);
}

const PUBLISH =
	'To receive events here, publish the workflow of your KillB Trigger: that registers its URL.';

async function webhookCheck(
	{ answer, error }: Attempt,
	context: Pick<ExecutionContext, 'webhookOrigin' | 'registrantOf'>,
): Promise<IDataObject> {
	if (error && problemOf(error).httpCode !== '404') {
		return finding('Webhook', 'unknown', error.message, error.description);
	}
	const { url, active } = (answer?.body ?? {}) as IDataObject;
	const address = typeof url === 'string' && url !== '' ? url : undefined;
	const registered = await webhookFinding(context, {
		service: 'KillB',
		address,
		ifNone: `Only needed for the KillB Trigger. ${PUBLISH}`,
		ifElsewhere: `${PUBLISH} A customer account has one webhook URL, so the current receiver then stops getting events.`,
	});
	if (address === undefined || active !== false || registered.verdict !== 'ok') return registered;
	return finding(
		'Webhook',
		'problem',
		`${String(registered.message)} But it is turned off at KillB.`,
		'Publish the workflow of your KillB Trigger again, or turn it on with Webhook › Update.',
	);
}
