return await Lambda.Native.Emulator.EmulatorProgram.RunAsync(args);
