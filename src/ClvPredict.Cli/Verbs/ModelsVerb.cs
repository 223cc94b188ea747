using System.CommandLine;
using System.Globalization;
using System.Text;
using ClvPredict.Models;
using ClvPredict.Scoring.Registry;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv models: what a folder of models holds, which one is current and why; and another one by hand.</summary>
internal static class ModelsVerb
{
    public static Command Create()
    {
        var folder = new Option<string>("--models")
        {
            Description = "Folder of the models.",
            DefaultValueFactory = _ => "models",
            Recursive = true,
        };
        var json = CommonOptions.Json();
        json.Recursive = true;
        var verb = new Command(
            "models",
            "List the models of a folder: which one is current, and why; or make another one current."
        )
        {
            folder,
            json,
            RollBack(folder, json),
            Use(folder, json),
        };
        verb.SetAction(parse =>
        {
            var registry = Existing(parse.GetValue(folder)!);
            var models = registry.List();
            new Output(parse.GetValue(json)).Result(
                new
                {
                    Current = registry.Current(),
                    Models = models,
                    History = registry.History(),
                },
                () => Describe(registry, models)
            );
            return ExitCodes.Done;
        });
        return verb;
    }

    private static Command RollBack(Option<string> folder, Option<bool> json)
    {
        var verb = new Command(
            "rollback",
            "Go back to the model that was current before the present one."
        );
        verb.SetAction(
            (parse, cancellationToken) =>
                Changed(
                    Existing(parse.GetValue(folder)!),
                    change => change.RollBack(),
                    new Output(parse.GetValue(json)),
                    cancellationToken
                )
        );
        return verb;
    }

    private static Command Use(Option<string> folder, Option<bool> json)
    {
        var zip = new Argument<string>("ZIP")
        {
            Description = "A model zip of the folder: its name, its path, or a pattern.",
        };
        var verb = new Command("use", "Make a model of the folder the current one.") { zip };
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var registry = Existing(parse.GetValue(folder)!);
                var name = NameIn(registry, parse.GetValue(zip)!);
                return Changed(
                    registry,
                    change => change.Use(name),
                    new Output(parse.GetValue(json)),
                    cancellationToken
                );
            }
        );
        return verb;
    }

    private static Task<int> Changed(
        ModelRegistry registry,
        Func<RegistryChange, RegistryEntry> make,
        Output output,
        CancellationToken cancellationToken
    )
    {
        using var change = registry.Change(cancellationToken);
        var previous = registry.Current();
        var entry = make(change);
        output.Result(
            new
            {
                Current = entry.Zip,
                Previous = previous,
                Entry = entry,
            },
            () => $"{registry.CurrentPath} names {entry.Zip} now ({entry.Reason})"
        );
        return Task.FromResult(ExitCodes.Done);
    }

    private static ModelRegistry Existing(string folder) =>
        Directory.Exists(folder)
            ? new ModelRegistry(folder)
            : throw new ModelPackageException($"There is no folder {folder}.");

    private static string NameIn(ModelRegistry registry, string given)
    {
        var isName = given == Path.GetFileName(given);
        var path = ModelFile.Find(isName ? Path.Combine(registry.Folder, given) : given);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return folder == Path.TrimEndingDirectorySeparator(Path.GetFullPath(registry.Folder))
            ? Path.GetFileName(path)
            : throw new UsageException(
                $"{given} does not lie in {registry.Folder}; name its folder by --models, or copy it there."
            );
    }

    private static string Describe(
        ModelRegistry registry,
        IReadOnlyCollection<RegisteredModel> models
    )
    {
        if (models.Count == 0)
            return $"{registry.Folder} holds no models; clv train ORDERS --out {registry.Folder} makes one";
        var width = models.Max(m => m.Zip.Length);
        var text = new StringBuilder();
        text.Append("  ")
            .Append("zip".PadRight(width))
            .Append("  as-of       horizon  grade  why (* is current)");
        foreach (var m in models)
        {
            text.Append('\n').Append(m.IsCurrent ? "* " : "  ").Append(m.Zip.PadRight(width));
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {m.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", -10}  {m.Horizon, -7}  {m.Grade, -5}  "
            );
            text.Append(m.Fault.Length > 0 ? "REFUSED: " + m.Fault : m.Why);
        }
        return text.ToString();
    }
}
