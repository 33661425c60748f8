import { DATABASE } from './postgres';
import type { Service } from './service';

/**
 * How soon the queue notices that a worker is gone; n8n's own settings (a minute) would only make a
 * test wait longer. The half minute after which n8n then marks the execution as failed is fixed.
 * With much shorter locks a busy worker's own executions count as lost for a moment.
 */
const SHORT_LOCKS: NodeJS.ProcessEnv = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/**
 * By default a process whose database takes seconds to answer rejects webhooks with 503. Here it
 * should not, because the machine may be busy with other work.
 */
const BUSY_MACHINE: NodeJS.ProcessEnv = {
	DB_PING_TIMEOUT_MS: '120000',
	DB_POSTGRESDB_CONNECTION_TIMEOUT: '120000',
	DB_POSTGRESDB_POOL_SIZE: '5',
};

/** The environment that all processes of one n8n in queue mode share. */
export function queueEnvironment(postgres: Service, redis: Service): NodeJS.ProcessEnv {
	return {
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: DATABASE.database,
		DB_POSTGRESDB_USER: DATABASE.user,
		DB_POSTGRESDB_PASSWORD: 'not-needed',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		...BUSY_MACHINE,
		...SHORT_LOCKS,
	};
}
