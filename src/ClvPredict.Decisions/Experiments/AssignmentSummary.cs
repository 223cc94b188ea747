using System.Collections.Immutable;
using System.Text;

namespace ClvPredict.Decisions.Experiments;

/// <summary>Who has been drawn into which group, and what the experiment can find.</summary>
/// <param name="Salt">The draw's salt.</param>
/// <param name="ControlShare">Share asked for.</param>
/// <param name="Strata">Sizes by stratum.</param>
/// <param name="Power">What groups of this size can find.</param>
public sealed record AssignmentSummary(
    string Salt,
    double ControlShare,
    ImmutableArray<StratumSize> Strata,
    ExperimentPower Power
)
{
    /// <summary>Adds up a draw.</summary>
    public static AssignmentSummary Of(
        SubjectTable subjects,
        ImmutableArray<bool> control,
        string salt,
        double controlShare,
        ExperimentPower power
    )
    {
        ArgumentNullException.ThrowIfNull(subjects);
        var sizes = Enumerable
            .Range(0, control.Length)
            .GroupBy(i => subjects.Subjects[i].Stratum, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new StratumSize(
                g.Key,
                g.Count(i => !control[i]),
                g.Count(i => control[i])
            ));
        return new AssignmentSummary(salt, controlShare, [.. sizes], power);
    }

    /// <summary>The result in words.</summary>
    public string ToText()
    {
        var text = new StringBuilder(Power.ToText());
        foreach (var s in Strata)
            text.Append(
                FormattableString.Invariant(
                    $"\n  {(s.Stratum.Length > 0 ? s.Stratum : "(none)"), -16} {s.Treated:N0} treated, {s.Control:N0} control"
                )
            );
        return text.ToString();
    }
}
