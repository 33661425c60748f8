import { nodeError, spelledOut } from '../errors/failure';
import { type ICredentialDataDecryptedObject, type IHookFunctions, sleep } from 'n8n-workflow';
import { requestOwnAddress } from '../client/ownAddress';
import { triggerKey } from './receive';
import {
	isManual,
	missingSecret,
	registerNothing,
	type SubscriptionOf,
	subscribe,
	weakSecret,
} from './register';
import { namedSecret, sampleSecrets, weaknessOf } from '../../../core/webhook/secrets';

/** Whether this is a test run with a sample event. */
function wantsSample(context: IHookFunctions): boolean {
	const isTest = context.getActivationMode() === 'manual';
	return isTest && context.getNodeParameter('settings.testWithSample', false) === true;
}

export interface Sample {
	event: object;
	/** Returns the headers that sign a body. */
	sign(body: Buffer, secret: string): Record<string, string>;
}

/**
 * Sends a sample event to the trigger's test URL, a moment after n8n has begun to listen. It is
 * processed like every delivery, including verification, with a random secret that is good for this
 * sample only: the credential needs none yet.
 * @throws NodeOperationError when n8n can't reach its own URL
 */
export async function sendSample(
	context: IHookFunctions,
	{ event, sign }: Sample,
): Promise<boolean> {
	const url = String(context.getNodeWebhookUrl('default') ?? '');
	await expectReachable(context, url);
	registerNothing(context);
	const body = Buffer.from(JSON.stringify(event));
	const headers = {
		'content-type': 'application/json',
		...sign(body, sampleSecrets.make(triggerKey(context))),
	};
	// Not awaited: n8n listens only after this has returned.
	void deliver(context, url, body, headers);
	return true;
}

/** Checks that n8n reaches its own URL. n8n answers GET here with 404, but any answer will do. */
async function expectReachable(context: IHookFunctions, url: string): Promise<void> {
	try {
		await requestOwnAddress(context, 'GET', url);
	} catch (error) {
		throw nodeError(
			context.getNode(),
			'WEBHOOK_URL_UNREACHABLE',
			`n8n cannot reach its own URL ${url}, so the sample event cannot be delivered`,
			`${(error as Error).message}. Check n8n’s environment variable WEBHOOK_URL, or turn off "Test With Sample Event" and wait for a real event.`,
		);
	}
}

/**
 * Long enough for n8n to begin listening after the hook has returned, and short for a waiting user.
 */
const PAUSE = 1000;

async function deliver(
	context: IHookFunctions,
	url: string,
	body: Buffer,
	headers: Record<string, string>,
): Promise<void> {
	const { name } = context.getNode();
	try {
		await sleep(PAUSE);
		const { status } = await requestOwnAddress(context, 'POST', url, { body, headers });
		if (status !== 200) {
			context.logger.warn(`${name}: the sample event got the response ${status} from ${url}.`);
		}
	} catch (error) {
		context.logger.warn(`${name}: the sample event could not be sent: ${(error as Error).message}`);
	}
}

/** What differs between the services. */
interface ExpectedDeliveries {
	/** the service's name in messages */
	service: string;
	credentialType: string;
	/**
	 * Whether a trigger can verify deliveries with a credential that names no webhook secret.
	 * @param isManual whether the user registers the URL by hand
	 */
	verifiesUnnamed(fields: ICredentialDataDecryptedObject, isManual: boolean): boolean;
	subscriptionOf: SubscriptionOf;
	sendSample: (context: IHookFunctions) => Promise<boolean>;
}

/**
 * Registers a trigger at its service, or sends the trigger a sample event.
 * @throws NodeApiError and NodeOperationError whose messages say what to do
 */
export async function expectDeliveries(
	context: IHookFunctions,
	{ service, credentialType, verifiesUnnamed, subscriptionOf, sendSample }: ExpectedDeliveries,
): Promise<boolean> {
	try {
		if (wantsSample(context)) return await sendSample(context);
		const fields = await context.getCredentials(credentialType);
		const weakness = weaknessOf(fields);
		if (weakness !== undefined) {
			registerNothing(context);
			throw weakSecret(context, weakness);
		}
		if (namedSecret(fields) === undefined && !verifiesUnnamed(fields, isManual(context))) {
			registerNothing(context);
			throw missingSecret(context, service);
		}
		return await subscribe(context, subscriptionOf);
	} catch (error) {
		throw spelledOut(context.getNode(), error);
	}
}
