import {
	isChatCompletionBody,
	LLMock,
	type ChatCompletionRequest,
	type FixtureResponse,
} from '@copilotkit/aimock';

/**
 * The model's next turn: it calls a tool, or answers with a text made from the last tool's output.
 */
export type Turn =
	| { tool: string; arguments: Record<string, unknown> }
	| { answer: (lastOutput: string) => string };

/** Repeats the tool's output without a text of its own. */
export const repeatWhatItGot: Turn = { answer: (lastOutput) => lastOutput };

/** A tool as the model receives it. */
interface OfferedTool {
	name: string;
	description: string;
	/** The names of the arguments. */
	arguments: string[];
}

/**
 * A chat model whose every turn is scripted, behind OpenAI's API on loopback (aimock): n8n's own
 * *OpenAI Chat Model* uses it like any other. It also does what a careful model would not.
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
	 * Scripts the turns for a conversation in which the user says exactly this: one turn for each
	 * call. A conversation with more turns is an error, which n8n reports.
	 */
	when(userSays: string, turns: Turn[]): void {
		this.server.on({ predicate: (request) => isAbout(request, userSays) }, (request) => {
			const outputs = outputsIn(request);
			const turn = turns[outputs.length];
			if (!turn) return { error: { message: `No turn ${outputs.length} after "${userSays}"` } };
			return responseOf(turn, outputs.at(-1) ?? '');
		});
	}

	/** The tools' outputs that the model received in the conversation with this first message. */
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
