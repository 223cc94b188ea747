using ClvPredict.Data;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Features;
using ClvPredict.Models;

namespace ClvPredict.Cli;

/// <summary>How a command ends that could not do its work.</summary>
/// <param name="ExitCode">See <see cref="ExitCodes"/>.</param>
/// <param name="Message">What to say.</param>
internal sealed record Failure(int ExitCode, string Message)
{
    /// <summary>The end that an exception means; null for one that is a mistake in the program.</summary>
    public static Failure? Of(Exception e) =>
        e switch
        {
            // What one of several threads found.
            AggregateException { InnerExceptions: [var first, ..] } => Of(first),
            UsageException or ShopConfigException or FeatureContractException => new(
                ExitCodes.WrongUsage,
                e.Message
            ),
            OrderDataException => new(ExitCodes.BadInput, e.Message),
            ModelPackageException => new(ExitCodes.BadModel, e.Message),
            OperationCanceledException => new(ExitCodes.Failed, "cancelled"),
            IOException or UnauthorizedAccessException => new(ExitCodes.Failed, e.Message),
            OutOfMemoryException => new(
                ExitCodes.Failed,
                "there is not enough memory; give more of it, or take a share of the customers at a time (--shard i/n)"
            ),
            _ => null,
        };
}
