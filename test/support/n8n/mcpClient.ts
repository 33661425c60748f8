import { waitFor } from './waitFor';

/** A tool's answer: the text that a client's model reads. */
interface ToolAnswer {
	text: string;
	isError: boolean;
}

/** The part of a JSON-RPC answer that is read here. */
interface Answer {
	id?: number;
	result?: { content?: Array<{ text?: string }>; isError?: boolean };
	error?: { message: string };
}

const PROTOCOL_VERSION = '2025-06-18';
const PATIENCE_MS = 120_000;

/**
 * A client of an MCP server over Streamable HTTP, with its own session, like a desktop assistant.
 */
export class McpClient {
	private lastId = 0;
	private session: string | undefined;

	private constructor(private readonly url: string) {}

	/** Begins a session, as soon as n8n serves the URL. That calls no tool. */
	static async connect(url: string): Promise<McpClient> {
		const client = new McpClient(url);
		await waitFor(`${url} to be live`, async () => await client.initialize());
		await client.post({ method: 'notifications/initialized' });
		return client;
	}

	/** Calls a tool. A tool that failed is an answer too; an error of the protocol is thrown. */
	async call(name: string, args: Record<string, unknown>): Promise<ToolAnswer> {
		const params = { name, arguments: args };
		const { result, error } = await this.ask('tools/call', params);
		if (result === undefined) throw new Error(`MCP: ${name}: ${error?.message ?? 'no result'}`);
		const text = (result.content ?? []).map((part) => part.text ?? '').join('');
		return { text, isError: result.isError === true };
	}

	/** Ends the session. */
	async close(): Promise<void> {
		const response = await fetch(this.url, { method: 'DELETE', headers: this.headers });
		await response.text();
	}

	/** @returns undefined as long as n8n does not know the URL */
	private async initialize(): Promise<true | undefined> {
		const response = await this.post({
			id: ++this.lastId,
			method: 'initialize',
			params: {
				protocolVersion: PROTOCOL_VERSION,
				capabilities: {},
				clientInfo: { name: 'client-of-the-tests', version: '1.0.0' },
			},
		});
		if (response.status === 404) return undefined;
		await answerOf(response, this.lastId);
		this.session = response.headers.get('mcp-session-id') ?? undefined;
		if (this.session === undefined) throw new Error('MCP: the server began no session');
		return true;
	}

	private async ask(method: string, params: object): Promise<Answer> {
		const id = ++this.lastId;
		return await answerOf(await this.post({ id, method, params }), id);
	}

	private async post(message: object): Promise<Response> {
		return await fetch(this.url, {
			method: 'POST',
			headers: {
				...this.headers,
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
	}

	private get headers(): Record<string, string> {
		if (this.session === undefined) return {};
		return { 'mcp-session-id': this.session, 'mcp-protocol-version': PROTOCOL_VERSION };
	}
}

/** The answer to one request, which comes as JSON or as an event of a stream. */
async function answerOf(response: Response, id: number): Promise<Answer> {
	const text = await response.text();
	if (!response.ok) throw new Error(`MCP: ${response.status} ${text}`);
	const isStream = (response.headers.get('content-type') ?? '').includes('text/event-stream');
	const messages = isStream ? eventsIn(text) : [text];
	const answer = messages.map((one) => JSON.parse(one) as Answer).find((one) => one.id === id);
	if (!answer) throw new Error(`MCP: no answer to request ${id} in ${text}`);
	return answer;
}

/** The data of each server-sent event. */
function eventsIn(stream: string): string[] {
	return stream
		.split(/\r?\n\r?\n/)
		.map((event) =>
			event
				.split(/\r?\n/)
				.filter((line) => line.startsWith('data:'))
				.map((line) => line.slice('data:'.length).trim())
				.join('\n'),
		)
		.filter((data) => data !== '');
}
