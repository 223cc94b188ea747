namespace ClvPredict.Decisions.Segments;

/// <summary>Customers who went from one segment to another between two days.</summary>
/// <param name="Dimension">value_tier, lifecycle or rfm.</param>
/// <param name="From">Segment on the earlier day; not_yet for those who were no customers then.</param>
/// <param name="To">Segment on the later day.</param>
/// <param name="Customers">How many.</param>
/// <param name="PredictedClvBefore">Sum of their predicted CLV on the earlier day.</param>
/// <param name="PredictedClvAfter">Sum of their predicted CLV on the later day.</param>
/// <param name="NetValueBetween">What they brought between the two days, times margin: the change of historic value.</param>
public sealed record MigrationCell(
    string Dimension,
    string From,
    string To,
    int Customers,
    double PredictedClvBefore,
    double PredictedClvAfter,
    double NetValueBetween
);
