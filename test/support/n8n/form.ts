import { type Execution, executionEnd } from './executions';
import type { N8nClient } from './n8nClient';
import { waitFor } from './waitFor';

/** Longer than a workflow behind a form takes, also on a busy machine. */
const PATIENCE = { timeout: 240_000 };

/** User and password of a form that is protected by n8n's *Basic Auth* credential. */
export interface FormLogin {
	user: string;
	password: string;
}

export interface Submission {
	workflowId: string;
	/** Of the form's *n8n Form Trigger* node. */
	webhookId: string;
	/** In the order of the form. */
	fields: Array<string | File>;
	login: FormLogin;
}

/** The result for a user who submitted a form. */
interface Submitted {
	/** The ending page, as HTML. */
	page: string;
	execution: Execution;
}

/** Sends a form as its page does; n8n names the inputs by their place. */
export async function postForm(
	{ url }: N8nClient,
	{ webhookId, fields, login }: Omit<Submission, 'workflowId'>,
): Promise<Response> {
	const body = new FormData();
	fields.forEach((field, index) => body.append(`field-${index}`, field));
	const credentials = Buffer.from(`${login.user}:${login.password}`).toString('base64');
	return await fetch(`${url}/form/${webhookId}`, {
		method: 'POST',
		headers: { authorization: `Basic ${credentials}` },
		body,
	});
}

/**
 * Submits a form that has an ending page, waits for that page as the browser does, and lets the
 * workflow end.
 * @throws Error when n8n rejects the form, or the workflow fails before the ending page
 */
export async function submitForm(client: N8nClient, form: Submission): Promise<Submitted> {
	const response = await postForm(client, form);
	const answer = await response.text();
	if (!response.ok) throw new Error(`The form was rejected: ${response.status} ${answer}`);
	const { formWaitingUrl } = JSON.parse(answer) as { formWaitingUrl: string };
	const executionId = new URL(formWaitingUrl).pathname.split('/').at(-1) as string;
	const until = async (wanted: string) => {
		const reached = async () => {
			const status = await (await fetch(statusUrl(formWaitingUrl))).text();
			if (status === 'error') throw await failureOf(client, executionId);
			return status === wanted || undefined;
		};
		await waitFor(`execution ${executionId} to be "${wanted}"`, reached, PATIENCE);
	};
	await until('form-waiting');
	const page = await (await fetch(formWaitingUrl)).text();
	// The ending page does this by itself as soon as it is shown; the execution waits for it.
	await fetch(formWaitingUrl, { method: 'POST' });
	await until('success');
	return { page, execution: await executionEnd(client, form.workflowId, executionId) };
}

function statusUrl(formWaitingUrl: string): URL {
	const url = new URL(formWaitingUrl);
	url.pathname += '/n8n-execution-status';
	return url;
}

async function failureOf(client: N8nClient, executionId: string): Promise<Error> {
	const { error, lastNodeExecuted } = (await client.executionData(executionId)).resultData;
	return new Error(`Execution ${executionId} failed at "${lastNodeExecuted}": ${error?.message}`);
}

/** The files that an ending page offers for download, by name. */
export function filesOf(page: string): Map<string, Buffer> {
	const [, encoded] = /JSON\.parse\(decodeURIComponent\("([^"]*)"\)\)/.exec(page) ?? [];
	const files = JSON.parse(decodeURIComponent(encoded ?? '%5B%5D')) as Array<{
		fileName: string;
		/** Bytes, or a text with one character for each. */
		data: { type: 'Buffer'; data: number[] } | string;
	}>;
	return new Map(
		files.map(({ fileName, data }) => [
			fileName,
			typeof data === 'string' ? Buffer.from(data, 'latin1') : Buffer.from(data.data),
		]),
	);
}
