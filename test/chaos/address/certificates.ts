import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';

/** What a server presents in the handshake. */
export interface Certificate {
	key: string;
	/** with the intermediates that the server sends along */
	cert: string;
}

/** The suite's certificates by what is wrong with them. */
export interface Certificates {
	sound: Certificate;
	expired: Certificate;
	notYetValid: Certificate;
	wrongHost: Certificate;
	selfSigned: Certificate;
	/** issued by an authority that this process does not trust, sent along */
	unknownAuthority: Certificate;
	/** issued by a trusted authority through an intermediate that is not sent along */
	withoutIntermediate: Certificate;
}

const HERE = 'DNS:*.chaos.invalid,DNS:localhost,IP:127.0.0.1,IP:::1';
const CONFIGURATION = `
[ca]
default_ca = one
[one]
dir = .
database = index.txt
new_certs_dir = .
default_md = sha256
default_days = 30
policy = any
copy_extensions = copy
unique_subject = no
rand_serial = yes
[any]
commonName = supplied
`;

let made: Certificates | undefined;

/**
 * Creates an authority that this process trusts from then on, and the certificates that it issues.
 * Needs the program openssl.
 */
export function certificates(): Certificates {
	return (made ??= make());
}

function make(): Certificates {
	const folder = mkdtempSync(join(tmpdir(), 'chaos-certificates-'));
	try {
		const { root, authorities, leaf } = workshop(folder);
		trust(root);
		const { own, intermediate, unknown } = authorities;
		const days = (count: number) =>
			`${new Date(Date.now() + count * 86_400_000).toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
		return {
			sound: leaf(own, HERE),
			expired: leaf(own, HERE, ['-startdate', days(-30), '-enddate', days(-1)]),
			notYetValid: leaf(own, HERE, ['-startdate', days(10), '-enddate', days(20)]),
			wrongHost: leaf(own, 'DNS:elsewhere.example'),
			selfSigned: leaf(undefined, HERE),
			unknownAuthority: leaf(unknown, HERE),
			withoutIntermediate: leaf(intermediate, HERE),
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** An authority by the name of its files. */
interface Authority {
	name: string;
	/** whether servers send its certificate along */
	isSent: boolean;
}

function workshop(folder: string) {
	const openssl = (...args: string[]) =>
		execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
	const read = (name: string) => readFileSync(join(folder, name), 'utf8');
	writeFileSync(join(folder, 'ca.conf'), CONFIGURATION);
	writeFileSync(join(folder, 'index.txt'), '');
	// One key for all of them: none is used anywhere else.
	openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'key.pem');
	let names = 0;
	const issue = (
		subject: string,
		by: Authority | undefined,
		extension: string,
		dates: string[],
	) => {
		const name = `c${(names += 1)}`;
		const asked = ['-new', '-key', 'key.pem', '-subj', `/CN=${subject}`, '-addext', extension];
		const files = ['-out', `${name}.pem`];
		if (by === undefined) {
			openssl('req', '-x509', ...asked, ...files, '-days', '30');
			return name;
		}
		openssl('req', ...asked, '-out', `${name}.csr`);
		openssl(
			...['ca', '-batch', '-notext', '-config', 'ca.conf', '-in', `${name}.csr`, ...files],
			...['-cert', `${by.name}.pem`, '-keyfile', 'key.pem', ...dates],
		);
		return name;
	};
	const authority = (subject: string, isSent: boolean, by?: Authority): Authority => ({
		name: issue(subject, by, 'basicConstraints=critical,CA:TRUE', []),
		isSent,
	});
	const own = authority('Chaos root', false);
	const intermediate = authority('Chaos intermediate', false, own);
	const unknown = authority('Unknown root', true);
	const leaf = (by: Authority | undefined, names: string, dates: string[] = []): Certificate => {
		const name = issue('chaos', by, `subjectAltName=${names}`, dates);
		const above = by?.isSent ? read(`${by.name}.pem`) : '';
		return { key: read('key.pem'), cert: read(`${name}.pem`) + above };
	};
	return { root: read(`${own.name}.pem`), authorities: { own, intermediate, unknown }, leaf };
}

/**
 * Adds an authority to those that Node trusts by default, as NODE_EXTRA_CA_CERTS does for a process
 * that has not started yet.
 */
function trust(authority: string): void {
	const create = tls.createSecureContext;
	tls.createSecureContext = (options) => {
		const context = create(options);
		if (!options?.ca) {
			(context.context as { addCACert: (pem: string) => void }).addCACert(authority);
		}
		return context;
	};
}
