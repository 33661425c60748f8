import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import path from 'node:path';

const HOST = 'api.stripe.com';

/** A server on loopback that an n8n takes for Stripe. */
export interface StripeServer {
	/** The environment variables with which n8n reaches it in place of Stripe. */
	env: NodeJS.ProcessEnv;
	/** Returns how many customers were created. */
	customers: () => number;
	stop: () => void;
}

/**
 * Starts a server that registers webhooks and creates customers. n8n's Stripe nodes have a fixed
 * address, so n8n gets to it by a proxy, and trusts its certificate. Needs the program openssl.
 * @param folder of the certificate
 * @param secret with which Stripe signs its webhooks
 */
export async function startStripe(folder: string, secret: string): Promise<StripeServer> {
	let customers = 0;
	const stripe = https.createServer(certificate(folder), (request, response) => {
		const isCustomer = request.method === 'POST' && request.url === '/v1/customers';
		if (isCustomer) customers++;
		const webhook = { id: 'we_1', secret, status: 'enabled', enabled_events: ['*'] };
		request.resume();
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(isCustomer ? { id: `cus_${customers}` } : webhook));
	});
	const stripePort = await listening(stripe);
	const proxy = createServer((_request, response) => response.writeHead(502).end());
	proxy.on('connect', ({ url }: IncomingMessage, client) => {
		if (url !== `${HOST}:443`) return void client.destroy();
		const server = connect(stripePort, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			server.pipe(client).pipe(server);
		});
		server.on('error', () => client.destroy());
		client.on('error', () => server.destroy());
	});
	return {
		env: {
			HTTPS_PROXY: `http://127.0.0.1:${await listening(proxy)}`,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: path.join(folder, 'certificate.pem'),
		},
		customers: () => customers,
		stop: () => {
			for (const server of [stripe, proxy]) {
				server.close();
				server.closeAllConnections();
			}
		},
	};
}

function certificate(folder: string): { key: Buffer; cert: Buffer } {
	mkdirSync(folder, { recursive: true });
	const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
	const selfSigned = ['-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
	const names = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
	const files = ['-keyout', key, '-out', cert, '-days', '2'];
	execFileSync('openssl', ['req', ...selfSigned, ...names, ...files], { stdio: 'pipe' });
	return { key: readFileSync(key), cert: readFileSync(cert) };
}

async function listening(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}
