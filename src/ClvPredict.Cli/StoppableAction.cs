using System.CommandLine;
using System.CommandLine.Invocation;

namespace ClvPredict.Cli;

/// <summary>Runs a verb beside the thread that started it. The command line listens to signals once a verb has returned its
/// task; a verb that works before its first await would not hear them.</summary>
internal sealed class StoppableAction(AsynchronousCommandLineAction action)
    : AsynchronousCommandLineAction
{
    /// <summary>Makes all verbs below a command stoppable.</summary>
    public static void AddTo(Command command)
    {
        foreach (var verb in command.Subcommands)
        {
            if (verb.Action is AsynchronousCommandLineAction action)
                verb.Action = new StoppableAction(action);
            AddTo(verb);
        }
    }

    public override Task<int> InvokeAsync(
        ParseResult parseResult,
        CancellationToken cancellationToken = default
    ) => Task.Run(() => action.InvokeAsync(parseResult, cancellationToken), CancellationToken.None);
}
