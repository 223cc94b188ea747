using ClvPredict.Reporting.Languages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ClvPredict.Reporting.Charts;

/// <summary>An SVG text element. In Razor markup &lt;text&gt; means something else, so it is a component.</summary>
public sealed class SvgText : LanguageComponent
{
    private const char RightToLeftIsolate = '\u2067';
    private const char PopIsolate = '\u2069';

    /// <summary>The style class.</summary>
    [Parameter, EditorRequired]
    public string Class { get; set; } = "";

    /// <summary>Horizontal position of the anchor, in user units.</summary>
    [Parameter, EditorRequired]
    public double X { get; set; }

    /// <summary>Vertical position, in user units: of the middle of the line.</summary>
    [Parameter, EditorRequired]
    public double Y { get; set; }

    /// <summary>Which point of the text lies at <see cref="X"/>: start, middle or end.</summary>
    [Parameter]
    public string Anchor { get; set; } = "start";

    /// <summary>The text; it is encoded.</summary>
    [Parameter, EditorRequired]
    public string Content { get; set; } = "";

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "text-anchor", Anchor);
        builder.AddAttribute(3, "dominant-baseline", "middle");
        builder.AddAttribute(4, "x", PlotArea.At(X));
        builder.AddAttribute(5, "y", PlotArea.At(Y));
        // Coordinates run from left to right in every language; the words keep their own direction.
        builder.AddContent(
            6,
            Language.IsRightToLeft ? RightToLeftIsolate + Content + PopIsolate : Content
        );
        builder.CloseElement();
    }
}
