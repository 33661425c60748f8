import { Sessions } from './sessions';

/** One for the whole process: every execution of an account shares its login. */
export const sharedSessions = new Sessions();
