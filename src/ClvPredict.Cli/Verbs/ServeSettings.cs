using System.CommandLine;
using ClvPredict.Service;
using ClvPredict.Service.Access;
using ClvPredict.Service.Limits;

namespace ClvPredict.Cli.Verbs;

/// <summary>Where a service listens, who may ask, and how much.</summary>
internal sealed class ServeSettings
{
    private static readonly ServiceLimits s_limits = new();

    private readonly Option<string[]> _urls = new("--urls")
    {
        Description =
            "Addresses to listen at, separated by ; or spaces. Default: "
            + ClvServiceOptions.DefaultUrl,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string?> _keys = Keys();
    private readonly Option<int> _rate = Number(
        "--rate",
        "Requests a second for each key, or each address without keys; 0 for no limit.",
        s_limits.RequestsPerSecond,
        0
    );
    private readonly Option<int> _connections = Number(
        "--max-connections",
        "Connections at a time; more get 503.",
        s_limits.MaxConnections,
        1
    );
    private readonly Option<int> _customers = Number(
        "--max-customers",
        "Customers, or rows, of one request; a stream may have more.",
        s_limits.MaxCustomers,
        1
    );
    private readonly Option<int> _body = Number(
        "--max-body",
        "Bytes of the body of a request; a stream may be longer.",
        (int)s_limits.MaxBodyBytes,
        1
    );
    private readonly Option<int> _seconds = Number(
        "--timeout",
        "Seconds for a request; a stream may take longer.",
        (int)s_limits.RequestTime.TotalSeconds,
        1
    );
    private readonly Option<bool> _logs = new("--log-requests")
    {
        Description = "Log every request, by its route, and not only those that fail.",
    };

    public static Option<string?> Keys() =>
        new("--keys")
        {
            Description =
                "File of keys, made by clv serve keys add. Keys are also taken from CLV_API_KEYS (name:role:key, …).",
            HelpName = "FILE",
        };

    public void AddTo(Command verb)
    {
        foreach (
            var option in new Option[]
            {
                _urls,
                _keys,
                _rate,
                _connections,
                _customers,
                _body,
                _seconds,
                _logs,
            }
        )
            verb.Add(option);
    }

    /// <summary>What the options say.</summary>
    /// <exception cref="UsageException">A file of keys has a line that is none, or other machines could ask without a key.</exception>
    public ClvServiceOptions Read(ParseResult parse)
    {
        var urls = (parse.GetValue(_urls) ?? [])
            .SelectMany(u => u.Split(';', StringSplitOptions.RemoveEmptyEntries))
            .ToArray();
        var options = new ClvServiceOptions
        {
            Urls = urls.Length == 0 ? [ClvServiceOptions.DefaultUrl] : [.. urls],
            Keys = ReadKeys(parse.GetValue(_keys)),
            LogsRequests = parse.GetValue(_logs),
            Limits = new ServiceLimits
            {
                RequestsPerSecond = parse.GetValue(_rate),
                MaxConnections = parse.GetValue(_connections),
                MaxCustomers = parse.GetValue(_customers),
                MaxBodyBytes = parse.GetValue(_body),
                RequestTime = TimeSpan.FromSeconds(parse.GetValue(_seconds)),
            },
        };
        try
        {
            options.Validate();
            return options;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    private static AccessKeys? ReadKeys(string? path)
    {
        try
        {
            var file = path is null ? null : AccessKeys.Read(path);
            var environment = Environment.GetEnvironmentVariable(AccessKeys.Variable)
                is { Length: > 0 } text
                ? AccessKeys.Parse(text)
                : null;
            return environment is null ? file : file?.With(environment) ?? environment;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    private static Option<int> Number(string name, string description, int value, int least) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            CustomParser = r => CommonOptions.Number(r, least, int.MaxValue),
        };
}
