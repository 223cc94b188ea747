using System.CommandLine;
using System.Globalization;
using System.Text;
using ClvPredict.Decisions.Explaining;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv explain: one customer, in words.</summary>
internal static class ExplainVerb
{
    public static Command Create()
    {
        var customer = new Argument<string>("CUSTOMER") { Description = "Id of the customer." };
        var input = new ScoringInput();
        var economics = new EconomicsSettings();
        var json = CommonOptions.Json();
        var verb = new Command(
            "explain",
            "Explain one customer in words: what was bought, what is to be expected and why, and what keeping the customer is worth."
        )
        {
            customer,
        };
        input.AddTo(verb);
        economics.AddTo(verb);
        verb.Add(json);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var costs = economics.Read(parse, input.Config(parse));
                var scored = input.Score(parse, output, null, costs, cancellationToken);
                var explanation = CustomerExplainer.Explain(
                    scored.Scorer,
                    scored.Scores,
                    parse.GetValue(customer)!
                );
                output.Result(explanation, () => Text(explanation));
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }

    private static string Text(CustomerExplanation explanation)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"Customer {explanation.Score.CustomerId} as of {explanation.AsOf:yyyy-MM-dd}\n"
        );
        foreach (var paragraph in explanation.Paragraphs)
        {
            text.Append('\n').Append(paragraph.Title).Append('\n');
            foreach (var sentence in paragraph.Sentences)
                text.Append("  ").Append(sentence).Append('\n');
        }
        return text.ToString().TrimEnd();
    }
}
