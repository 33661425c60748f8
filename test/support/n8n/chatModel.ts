import {
	isChatCompletionBody,
	LLMock,
	type ChatCompletionRequest,
	type FixtureResponse,
} from '@copilotkit/aimock';

/**
 * What the model does next: calls a tool, or answers with what it makes of the last tool's output.
 */
export type Turn =
	| { tool: string; arguments: Record<string, unknown> }
	| { answer: (lastOutput: string) => string };

/** Says nothing of its own: whatever the tool gave. */
export const repeatWhatItGot: Turn = { answer: (lastOutput) => lastOutput };

/** A tool as the model is told of it. */
interface OfferedTool {
	name: string;
	description: string;
	/** The names of the arguments. */
	arguments: string[];
}

/**
 * A chat model whose every turn is written down, behind OpenAI's API on loopback (aimock): n8n's
 * own *OpenAI Chat Model* talks to it as to any other. It has no judgement, and so does even what
 * no careful model would.
 */
export class ScriptedModel {
	private constructor(private readonly server: LLMock) {}

	static async start(): Promise<ScriptedModel> {
		return new ScriptedModel(await LLMock.create({ port: 0, host: '127.0.0.1', strict: true }));
	}

	/** For the base URL of n8n's OpenAI credential. */
	get url(): string {
		return `${this.server.url}/v1`;
	}

	/**
	 * Writes down what it does when a user says exactly this: one turn for each time it is asked in
	 * the conversation. A conversation that goes on for longer is an error, which n8n reports.
	 */
	when(userSays: string, turns: Turn[]): void {
		this.server.on({ predicate: (request) => isAbout(request, userSays) }, (request) => {
			const outputs = outputsIn(request);
			const turn = turns[outputs.length];
			if (!turn) return { error: { message: `No turn ${outputs.length} after "${userSays}"` } };
			return responseOf(turn, outputs.at(-1) ?? '');
		});
	}

	/** What the tools gave, as the model was told it, in the conversation that began so. */
	heard(userSays: string): string[] {
		const last = this.conversation(userSays).at(-1);
		return last ? outputsIn(last) : [];
	}

	/** The tools that the model was offered in that conversation. */
	offered(userSays: string): OfferedTool[] {
		const tools = this.conversation(userSays).at(-1)?.tools ?? [];
		return tools.map(({ function: { name, description = '', parameters } }) => ({
			name,
			description,
			arguments: Object.keys((parameters as { properties?: object })?.properties ?? {}),
		}));
	}

	async stop(): Promise<void> {
		await this.server.stop();
	}

	private conversation(userSays: string): ChatCompletionRequest[] {
		return this.server
			.getRequests()
			.map(({ body }) => body)
			.filter(isChatCompletionBody)
			.filter((body) => isAbout(body, userSays));
	}
}

function isAbout({ messages }: ChatCompletionRequest, userSays: string): boolean {
	return messages.some(({ role, content }) => role === 'user' && textOf(content) === userSays);
}

function outputsIn({ messages }: ChatCompletionRequest): string[] {
	return messages.filter(({ role }) => role === 'tool').map(({ content }) => textOf(content));
}

function textOf(content: ChatCompletionRequest['messages'][number]['content']): string {
	if (content === null) return '';
	if (typeof content === 'string') return content;
	return content.map(({ text = '' }) => text).join('');
}

function responseOf(turn: Turn, lastOutput: string): FixtureResponse {
	if ('answer' in turn) return { content: turn.answer(lastOutput) };
	return { toolCalls: [{ name: turn.tool, arguments: JSON.stringify(turn.arguments) }] };
}
