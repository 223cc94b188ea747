using System.CommandLine;
using System.CommandLine.Parsing;
using ClvPredict.Cli;
using ClvPredict.Cli.Verbs;

var root = new RootCommand(
    "Customer lifetime value and churn from order histories. Start with: clv run data/sample-orders.csv --out out"
)
{
    RunVerb.Create(),
    CheckVerb.Create(),
    TrainVerb.Create(),
    ScoreVerb.Create(),
    MergeVerb.Create(),
    InsertVerb.Create(),
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

StoppableAction.AddTo(root);
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
            // What is on disk meanwhile is to be deleted. The service listens to signals itself: it lets the requests under way
            // come to their end.
            ProcessTerminationTimeout =
                parsed.CommandResult.Command.Name == ServeVerb.Name
                    ? null
                    : TimeSpan.FromSeconds(30),
        }
    );
}
catch (Exception e) when (Failure.Of(e) is { } failure)
{
    Console.Error.WriteLine("clv: " + failure.Message);
    return failure.ExitCode;
}

static IEnumerable<string> VerbsOf(CommandResult result) =>
    result.Parent is CommandResult parent ? VerbsOf(parent).Append(result.Command.Name) : [];
