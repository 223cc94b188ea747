using System.CommandLine;
using System.Text;
using ClvPredict.Data;
using ClvPredict.Decisions.Configuration;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv config init and clv config check: the file with what the shop states about its money.</summary>
internal static class ConfigVerb
{
    public static Command Create() =>
        new(
            "config",
            "The config that every command takes: margin, costs, campaigns (docs/config.md)."
        )
        {
            CreateInit(),
            CreateCheck(),
        };

    private static Command CreateInit()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "Config to write.",
            DefaultValueFactory = _ => "clv.json",
        };
        var force = new Option<bool>("--force") { Description = "Replace a file that is there." };
        var verb = new Command("init", "Write a commented config to start from.") { file, force };
        verb.SetAction(parse =>
        {
            var path = OutputFiles.RequireFolder(parse.GetValue(file)!);
            if (File.Exists(path) && !parse.GetValue(force))
                throw new UsageException($"{path} is there already; --force replaces it.");
            AtomicFile.Write(
                path,
                stream => stream.Write(Encoding.UTF8.GetBytes(ShopConfigTemplate.Text))
            );
            new Output(json: false).Report("config " + path);
            return ExitCodes.Done;
        });
        return verb;
    }

    private static Command CreateCheck()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "Config to check.",
            DefaultValueFactory = _ => "clv.json",
        };
        var verb = new Command("check", "Check a config and print what it states, as JSON.")
        {
            file,
        };
        verb.SetAction(parse =>
        {
            new Output(json: true).Result(ShopConfig.Read(parse.GetValue(file)!), () => "");
            return ExitCodes.Done;
        });
        return verb;
    }
}
