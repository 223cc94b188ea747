namespace ClvPredict.Service.Api;

/// <summary>Sorts of problems; the type of a problem is urn:clvpredict:problem: and the name in kebab-case.</summary>
internal enum ProblemKind
{
    /// <summary>Nothing beyond what the status says.</summary>
    Http,

    /// <summary>The body is no JSON, or not of the shape that is asked for.</summary>
    InvalidBody,

    /// <summary>A parameter of the query is out of range or not known.</summary>
    InvalidParameter,

    /// <summary>Orders or features that cannot be scored.</summary>
    InvalidOrders,

    /// <summary>More customers, rows or orders than a request may have.</summary>
    TooMany,

    /// <summary>The service has no customers, or no orders of them.</summary>
    NoData,

    /// <summary>There is no such customer.</summary>
    UnknownCustomer,

    /// <summary>The model zip is refused; the model before it stays.</summary>
    ModelRefused,

    /// <summary>The model needs more than the request can bring.</summary>
    ModelNeedsMore,
}
