using System.CommandLine;
using ClvPredict.Service.Access;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv serve keys: makes keys of a service.</summary>
internal static class ServeKeysVerb
{
    public static Command Create() =>
        new("keys", "Make keys with which others may ask the service.") { Add() };

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "Whose key it is." };
        var role = new Option<string>("--role")
        {
            Description = "read: look and score. admin: replace the model, too.",
            DefaultValueFactory = _ => "read",
        };
        role.AcceptOnlyFromAmong("read", "admin");
        var file = ServeSettings.Keys();
        file.Required = true;
        var verb = new Command(
            "add",
            "Make a key, print it once, and add its hash to a file of keys."
        )
        {
            name,
            role,
            file,
        };
        verb.SetAction(parse =>
        {
            try
            {
                var key = AccessKeys.Add(
                    OutputFiles.RequireFolder(parse.GetValue(file)!),
                    parse.GetValue(name)!,
                    AccessKeys.RoleOf(parse.GetValue(role)!)!.Value
                );
                Console.Out.WriteLine(key);
                Console.Error.WriteLine(
                    "The key is shown this once; the file has its hash only. A service takes it from its next start on."
                );
                return ExitCodes.Done;
            }
            catch (ArgumentException e)
            {
                throw new UsageException(e.Message, e);
            }
        });
        return verb;
    }
}
