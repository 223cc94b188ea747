using System.CommandLine;
using ClvPredict.Features;
using ClvPredict.Training;

namespace ClvPredict.Cli.Verbs;

/// <summary>The training options of a verb.</summary>
internal sealed class TrainSettings
{
    private readonly Option<Horizon> _horizon = CommonOptions.Horizon();
    private readonly Option<double> _margin = CommonOptions.Margin();
    private readonly Option<string> _currency = CommonOptions.Currency();
    private readonly Option<ulong> _seed = CommonOptions.Seed();
    private readonly Option<int> _threads = CommonOptions.Threads();

    public void AddTo(Command verb)
    {
        verb.Add(_horizon);
        verb.Add(_margin);
        verb.Add(_currency);
        verb.Add(_seed);
        verb.Add(_threads);
    }

    public TrainingOptions Read(ParseResult parse, ValueBasis basis)
    {
        var options = new TrainingOptions
        {
            Horizon = parse.GetValue(_horizon),
            ValueBasis = basis,
            Margin = parse.GetValue(_margin),
            Currency = parse.GetValue(_currency) ?? "",
            Seed = parse.GetValue(_seed),
            Threads = parse.GetValue(_threads),
        };
        try
        {
            options.Validate();
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message, e);
        }
        return options;
    }
}
