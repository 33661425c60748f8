import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { modules } from './runtime';
import { waitFor } from './waitFor';

/** The part of n8n's own WebSocket client that is used here; Node has one only from version 22 on. */
interface Socket {
	on(event: 'message', listener: (data: Buffer) => void): void;
	on(event: 'close', listener: () => void): void;
	on(event: 'error', listener: (error: Error) => void): void;
	send(text: string): void;
	terminate(): void;
}
const { WebSocket } = createRequire(join(modules, 'n8n', 'package.json'))('ws') as {
	WebSocket: new (url: string) => Socket;
};

/** A question of n8n's human review, with a link for each button. */
export interface Review {
	text: string;
	buttons: Array<{ text: string; link: string }>;
}

/** Messages between n8n and its chat page that people do not see. */
const HEARTBEAT = 'n8n|heartbeat';
const CONTINUE = 'n8n|continue';

/** n8n's answer to a message when Chat nodes answer the chat. */
interface Started {
	executionId: string;
	resumeToken?: string;
}

/**
 * One message to n8n's hosted chat whose answers come from Chat nodes, and everything that the chat
 * page shows afterwards.
 */
export class HostedChat {
	/** The texts and questions that were shown, oldest first. */
	readonly shown: Array<string | Review> = [];
	private isClosed = false;

	private constructor(private readonly socket: Socket) {
		socket.on('message', (data) => this.receive(data.toString('utf8')));
		socket.on('close', () => (this.isClosed = true));
		socket.on('error', (error) => this.shown.push(`error: ${error.message}`));
	}

	/**
	 * Sends the first message of a new chat.
	 * @param url of the chat
	 */
	static async open(n8nUrl: string, url: string, chatInput: string): Promise<HostedChat> {
		const sessionId = randomUUID();
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ action: 'sendMessage', sessionId, chatInput }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The chat answered ${response.status} ${text}`);
		const { executionId, resumeToken } = JSON.parse(text) as Started;
		const address = new URL('/chat', n8nUrl.replace(/^http/, 'ws'));
		const query = { sessionId, executionId, isPublic: 'true', token: resumeToken ?? '' };
		for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
		return new HostedChat(new WebSocket(address.href));
	}

	/** Waits for the question of a human review. */
	async review(): Promise<Review> {
		return await waitFor('a question in the chat', () =>
			this.shown.find((one) => typeof one !== 'string'),
		);
	}

	/** Waits until the chat has ended, and returns its last text. */
	async answer(): Promise<string> {
		await waitFor('the chat to end', () => this.isClosed || undefined);
		return String(this.shown.at(-1));
	}

	/** Writes a message while the workflow waits for one. */
	say(chatInput: string): void {
		this.socket.send(JSON.stringify({ action: 'sendMessage', sessionId: randomUUID(), chatInput }));
	}

	/** Closes the page. */
	close(): void {
		this.socket.terminate();
	}

	private receive(message: string): void {
		if (message === HEARTBEAT) this.socket.send('n8n|heartbeat-ack');
		else if (message !== CONTINUE) this.shown.push(reviewIn(message) ?? message);
	}
}

/** Follows the link of a button, as a browser does: n8n ignores requests of bots. */
export async function press(review: Review, button: string): Promise<void> {
	const link = review.buttons.find(({ text }) => text === button)?.link;
	if (link === undefined) throw new Error(`The question has no button "${button}"`);
	const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0' };
	const response = await fetch(link, { headers });
	if (!response.ok) throw new Error(`"${button}": ${response.status} ${await response.text()}`);
}

function reviewIn(message: string): Review | undefined {
	return message.startsWith('{') ? (JSON.parse(message) as Review) : undefined;
}
