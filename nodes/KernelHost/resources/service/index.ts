import type { Resource } from '../../../shared/operation';
import { get } from './get';
import { getCredentials } from './getCredentials';
import { getMany } from './getMany';
import { reboot } from './reboot';
import { reinstall } from './reinstall';
import { start } from './start';
import { stop } from './stop';
import { suspend } from './suspend';
import { terminate } from './terminate';
import { unsuspend } from './unsuspend';

export const service: Resource = {
	displayName: 'Service',
	name: 'service',
	operations: {
		get,
		getCredentials,
		getAll: getMany,
		reboot,
		reinstall,
		start,
		stop,
		suspend,
		terminate,
		unsuspend,
	},
	defaultOperation: 'getAll',
};
