using System.CommandLine;
using System.CommandLine.Parsing;
using ClvPredict.Cli;
using ClvPredict.Cli.Verbs;
using ClvPredict.Data;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Features;
using ClvPredict.Models;

var root = new RootCommand(
    "Customer lifetime value and churn from order histories. Start with: clv run data/sample-orders.csv --out out"
)
{
    RunVerb.Create(),
    CheckVerb.Create(),
    TrainVerb.Create(),
    ScoreVerb.Create(),
    MergeVerb.Create(),
    EvaluateVerb.Create(),
    ReportVerb.Create(),
    ExplainVerb.Create(),
    SegmentsVerb.Create(),
    ActionsVerb.Create(),
    TargetsVerb.Create(),
    ExperimentVerb.Create(),
    EconomicsVerb.Create(),
    ForecastVerb.Create(),
    DiffVerb.Create(),
    ServeVerb.Create(),
    ModelsVerb.Create(),
    MonitorVerb.Create(),
    FeaturesVerb.Create(),
    InspectVerb.Create(),
    ConfigVerb.Create(),
    SimulateVerb.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
        Console.Error.WriteLine("clv: " + error.Message);
    Console.Error.WriteLine(
        $"Try: clv {string.Concat(VerbsOf(parsed.CommandResult).Select(verb => verb + " "))}--help"
    );
    return ExitCodes.WrongUsage;
}
try
{
    return await parsed.InvokeAsync(
        new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // The service listens to signals itself: it lets the requests under way come to their end.
            ProcessTerminationTimeout =
                parsed.CommandResult.Command.Name == ServeVerb.Name
                    ? null
                    : TimeSpan.FromSeconds(2),
        }
    );
}
catch (UsageException e)
{
    return Fail(ExitCodes.WrongUsage, e.Message);
}
catch (ShopConfigException e)
{
    return Fail(ExitCodes.WrongUsage, e.Message);
}
catch (FeatureContractException e)
{
    return Fail(ExitCodes.WrongUsage, e.Message);
}
catch (OrderDataException e)
{
    return Fail(ExitCodes.BadInput, e.Message);
}
catch (ModelPackageException e)
{
    return Fail(ExitCodes.BadModel, e.Message);
}
catch (OperationCanceledException)
{
    return Fail(ExitCodes.Failed, "cancelled");
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    return Fail(ExitCodes.Failed, e.Message);
}

static IEnumerable<string> VerbsOf(CommandResult result) =>
    result.Parent is CommandResult parent ? VerbsOf(parent).Append(result.Command.Name) : [];

static int Fail(int code, string message)
{
    Console.Error.WriteLine("clv: " + message);
    return code;
}
