using System.CommandLine;
using ClvPredict.Decisions.Experiments;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv experiment assign: who is contacted and who is held out.</summary>
internal static class ExperimentAssignVerb
{
    public static Command Create()
    {
        var customers = ExperimentOptions.Customers();
        var file = new Option<string>("--out")
        {
            Description = "Groups, one row a customer (.csv or .parquet).",
            Required = true,
        };
        var salt = ExperimentOptions.Salt();
        salt.Required = true;
        var control = ExperimentOptions.Control();
        var config = ExperimentOptions.Config();
        var power = new PowerOptions();
        var json = CommonOptions.Json();
        var verb = new Command(
            "assign",
            "Draw the customers to contact and those to hold out, by a hash of id and salt within value tiers."
        )
        {
            customers,
            file,
            salt,
            control,
            config,
            json,
        };
        power.AddTo(verb);
        verb.SetAction(parse =>
        {
            var output = new Output(parse.GetValue(json));
            var path = OutputFiles.RequireTable(parse.GetValue(file)!);
            var share = ExperimentOptions.RequireShare(
                parse.GetValue(control),
                parse.GetValue(config)
            );
            var settings = power.Read(parse);
            var table = SubjectTable.Read(parse.GetValue(customers)!);
            var text = parse.GetValue(salt)!;
            var held = ExperimentAssignment.Assign(table.Subjects, text, share);
            var controls = held.Count(c => c);
            var summary = AssignmentSummary.Of(
                table,
                held,
                text,
                share,
                ExperimentPower.Of(
                    held.Length - controls,
                    controls,
                    power.Spread(parse, table),
                    settings
                )
            );
            AssignmentFile.Write(table, held, path);
            output.Result(summary, summary.ToText);
            return ExitCodes.Done;
        });
        return verb;
    }
}
