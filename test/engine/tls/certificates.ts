import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A certificate, with the chain that its server must send, and its key. */
export interface Certificate {
	cert: string;
	key: string;
}

const CONFIG = `
[ca]
default_ca = any
[any]
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = anything
unique_subject = no
x509_extensions = leaf
[anything]
commonName = supplied
[leaf]
basicConstraints = CA:FALSE
subjectAltName = IP:127.0.0.1
[other]
basicConstraints = CA:FALSE
subjectAltName = DNS:other.example
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
[req]
distinguished_name = name
[name]
`;

const CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const NOW = ['-days', '30'];
const PAST = ['-startdate', '20200101000000Z', '-enddate', '20200201000000Z'];
const FUTURE = ['-startdate', '20480101000000Z', '-enddate', '20490101000000Z'];

/**
 * A private authority with an intermediate one, and server certificates from it, made by openssl.
 */
export class Certificates {
	private readonly folder = mkdtempSync(path.join(tmpdir(), 'kernelhost-killb-tls-'));
	/** the file of the root, as for NODE_EXTRA_CA_CERTS */
	readonly rootFile = path.join(this.folder, 'root.pem');

	constructor() {
		this.write('openssl.cnf', CONFIG);
		this.write('index.txt', '');
		this.write('serial', '01');
		const selfSigned = [...CURVE, '-x509', ...NOW, '-config', 'openssl.cnf'];
		this.openssl('req', ...selfSigned, ...this.named('root'), '-extensions', 'authority');
		this.issue('intermediate', 'root', 'authority', NOW);
		this.issue('good', 'intermediate', 'leaf', NOW);
		this.issue('expired', 'intermediate', 'leaf', PAST);
		this.issue('notYet', 'intermediate', 'leaf', FUTURE);
		this.issue('otherName', 'intermediate', 'other', NOW);
		this.openssl('req', ...selfSigned, ...this.named('selfSigned'), '-extensions', 'leaf');
	}

	get root(): string {
		return this.read('root.pem');
	}

	withChain(name: 'expired' | 'good' | 'notYet' | 'otherName'): Certificate {
		const cert = this.read(`${name}.pem`) + this.read('intermediate.pem');
		return { cert, key: this.read(`${name}.key`) };
	}

	alone(name: 'good' | 'selfSigned'): Certificate {
		return { cert: this.read(`${name}.pem`), key: this.read(`${name}.key`) };
	}

	remove(): void {
		rmSync(this.folder, { recursive: true });
	}

	private issue(name: string, by: string, extensions: string, time: readonly string[]): void {
		const request = `${name}.csr`;
		this.openssl(
			'req',
			...CURVE,
			'-config',
			'openssl.cnf',
			'-subj',
			`/CN=${name}`,
			'-keyout',
			`${name}.key`,
			'-out',
			request,
		);
		const authority = ['-cert', `${by}.pem`, '-keyfile', `${by}.key`];
		this.openssl(
			'ca',
			'-batch',
			'-notext',
			'-config',
			'openssl.cnf',
			...authority,
			...time,
			'-extensions',
			extensions,
			'-in',
			request,
			'-out',
			`${name}.pem`,
		);
	}

	private named(name: string): string[] {
		return ['-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`];
	}

	private openssl(...args: string[]): void {
		execFileSync('openssl', args, { cwd: this.folder, stdio: 'pipe' });
	}

	private write(name: string, text: string): void {
		writeFileSync(path.join(this.folder, name), text);
	}

	private read(name: string): string {
		return readFileSync(path.join(this.folder, name), 'utf8');
	}
}
