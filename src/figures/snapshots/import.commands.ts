import type { Command, Services } from '../../foundation/index.ts';

export const importCommands: readonly Command<Services>[] = [];
